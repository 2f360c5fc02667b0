import type { Knex } from 'knex';

export function up(knex: Knex): Promise<void>;
