import { Card } from '@/components/ui/card';

const CHECK = `plivo.validateV3Signature(
  'POST', url, req.headers['x-plivo-signature-v3-nonce'],
  authToken, req.headers['x-plivo-signature-v3'], req.body)`;

/** How a receiver knows that a webhook is ours. */
export function SignatureCard() {
  return (
    <Card
      id="signature"
      title="Check the signature"
      description="Each webhook is a form posted to your URL and signed with the account's auth token, as Plivo signs its callbacks (V3). Plivo's own libraries check it:"
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-xs">
        {CHECK}
      </pre>
      <p className="mt-3 max-w-prose text-sm text-muted">
        Answer with a status from 200 to 299 within 10 seconds. Anything else is tried again up to eight times in about
        a day. One event may come twice: go by its EventID.
      </p>
    </Card>
  );
}
