export function countWorkers(settings: Record<string, string | undefined>): number;
