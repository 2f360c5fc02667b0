import { surviveKills } from './rounds.ts';

surviveKills('postgres');
