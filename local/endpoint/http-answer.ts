/** What a service answers to an HTTP request. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}
