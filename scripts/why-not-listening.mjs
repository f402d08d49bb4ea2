/** In words for the operator, why nothing could be listened to there. */
export function whyNotListening(error, { port }) {
  return error.code === 'EADDRINUSE' ? `Port ${port} is in use by another program.` : error.message;
}
