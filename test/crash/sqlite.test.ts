import { surviveKills } from './rounds.ts';

surviveKills('sqlite');
