// npm run backup -- [FILE]
import '../ops/backup/backup.ts';
