import Stripe from "stripe";

/**
 * Create a customer.
 *
 * @title stripe
 */
export async function useStripe(http: string): Promise<string> {
  const { hostname, port } = new URL(http);
  const stripe = new Stripe("sk_test_1", {
    host: hostname,
    port: Number(port),
    protocol: "http",
    maxNetworkRetries: 0,
  });
  const customer = await stripe.customers.create({ email: "a@b.test", metadata: { order: "1" } });
  return `${customer.id} ${customer.email}`;
}
