// npm run restore -- FILE [--force]
import '../ops/backup/restore.ts';
