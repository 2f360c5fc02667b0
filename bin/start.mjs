// npm start
import '../ops/start/start.mjs';
