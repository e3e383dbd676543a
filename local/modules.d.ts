/* Types for packages that bring none: only what the runner uses. */

declare module 'nodemailer' {
  export interface Transporter {
    sendMail(mail: object): Promise<unknown>;
    close(): void;
  }
  export function createTransport(options: object): Transporter;
}

declare module 'mime-types' {
  export function lookup(extension: string): string | false;
}

declare module 'adaptivecards/dist/adaptivecards.min.js' {
  class SerializationContext {
    readonly eventCount: number;
    getEventAt(index: number): { message: string };
  }
  class AdaptiveCard {
    parse(card: unknown, context: SerializationContext): void;
  }
  const exports: { AdaptiveCard: typeof AdaptiveCard; SerializationContext: typeof SerializationContext };
  export default exports;
}
