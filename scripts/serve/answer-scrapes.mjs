import cluster from 'node:cluster';
import { AggregatorRegistry } from 'prom-client';
import { SCRAPE } from './worker-messages.mjs';

/** Lets each worker answer with the metrics of all. */
export function answerScrapes() {
  const registry = new AggregatorRegistry();
  cluster.on('message', (worker, message) => {
    if (message?.type !== SCRAPE) return;
    const answer = (result) => {
      if (worker.isConnected())
        worker.send({ type: SCRAPE, id: message.id, ...result }, () => undefined);
    };
    registry.clusterMetrics().then(
      (text) => answer({ text }),
      (error) => answer({ problem: error.message }),
    );
  });
}
