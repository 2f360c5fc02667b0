import type { Knex } from 'knex';

export function writeDaysAsText(database: Knex): Promise<number>;
