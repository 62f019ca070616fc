// Load test of the scoring service: k6 run -e URL=... -e ROWS=... -e SUMMARY=... load.js
import http from 'k6/http';
import { check } from 'k6';

const rows = JSON.parse(open(__ENV.ROWS)).typical;

export const options = {
  scenarios: { scoring: { executor: 'per-vu-iterations', vus: 4, iterations: 150, maxDuration: '60s' } },
  thresholds: {
    http_req_failed: ['rate<0.01'],
    http_req_duration: ['p(95)<100', 'p(99)<250'],
    checks: ['rate>0.99'],
  },
  summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'count'],
};

export default function () {
  const answer = http.post(`${__ENV.URL}/score`, JSON.stringify(rows[__ITER % rows.length]));
  check(answer, {
    'status is 200': (r) => r.status === 200,
    'score is a probability': (r) => r.json('score') >= 0 && r.json('score') <= 1,
  });
}

export function handleSummary(data) {
  return { [__ENV.SUMMARY]: JSON.stringify(data, null, 2) };
}
