/** Next calls this once in every server process, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startRegister } = await import('./lib/jobs/start-register');
  await startRegister();
}
