import { histogram } from '@/lib/platform/metrics/registry';
import type { Exchange } from './exchange';

const VERIFY_PATH = '/access-records/{ak}';

const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const verifyBuckets = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];

/** Notes how long a call of the API took, by the path's pattern. */
export function observeRequest({ declared, request, startedAt }: Exchange, status: number): void {
  const { path } = declared;
  const seconds = (performance.now() - startedAt) / 1000;
  const statusClass = `${Math.floor(status / 100)}xx`;
  histogram(
    {
      name: 'register_api_request_duration_seconds',
      help: 'Time from reading an API request to having its answer.',
      labels: ['method', 'path', 'status'],
    },
    requestBuckets,
  ).observe({ method: request.method, path, status: statusClass }, seconds);
  if (path === VERIFY_PATH && request.method === 'GET') observeVerify(seconds, statusClass);
}

/** Notes one verify of an access key: the hot path has finer buckets. */
function observeVerify(seconds: number, statusClass: string): void {
  histogram(
    {
      name: 'register_verify_duration_seconds',
      help: 'Time to answer GET /v1/access-records/{ak}.',
      labels: ['status'],
    },
    verifyBuckets,
  ).observe({ status: statusClass }, seconds);
}
