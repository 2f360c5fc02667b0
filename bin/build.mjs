// npm run build: the extension alone, as npm start builds it.
import { step } from '../ops/say.mjs';
import { ensureBuild, ensureDependencies, ensureNode } from '../ops/toolchain/toolchain.mjs';

await ensureNode(step);
await ensureDependencies(step);
await ensureBuild(step);
