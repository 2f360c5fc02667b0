import { ref } from 'vue';

/** How many adjustments wait for the user's vote, as the latest answer said; shown in the navigation without asking for it. */
export const waitingCount = ref(0);
