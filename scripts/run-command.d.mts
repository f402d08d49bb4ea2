export function runCommand(
  command: string[],
  options: {
    cwd: string;
    env?: Record<string, string>;
    buffered?: boolean;
    gives?: boolean;
    timeoutMs?: number;
    progress?: { file: string; limitMs: number };
  },
): Promise<{ code: number; output: string; stuck: string[] | null }>;
