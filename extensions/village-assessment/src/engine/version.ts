/**
 * The one version of the scoring engine. It is stored with every scorecard; raise it
 * whenever the same facts under the same rulebook could give another result or reason.
 */
export const ENGINE_VERSION = '1.2.0';
