import type { Evaluation } from "fadu";
import { startWorker } from "./start.ts";
import type { CallName, Calls, Request, Response } from "./protocol.ts";

const decoder = new TextDecoder();

export const readEvaluation = (bytes: Uint8Array): Evaluation => JSON.parse(decoder.decode(bytes)) as Evaluation;

/** What the client needs of a worker. */
export interface Port {
  postMessage(message: Request): void;
  onmessage: ((event: MessageEvent<Response>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Waiting {
  resolve(payload: unknown): void;
  reject(error: Error): void;
}

/** Asks the engine in its worker. One answer per question, in whatever order they come. */
export class EngineClient {
  readonly #port: Port;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(port: Port) {
    this.#port = port;
    port.onmessage = (event) => this.#arrived(event.data);
    port.onerror = (event) => this.#broken(event.message || "the worker did not start");
  }

  call<Name extends CallName>(call: Name, payload: Calls[Name]["request"]): Promise<Calls[Name]["response"]> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (value) => resolve(value as Calls[Name]["response"]), reject });
      this.#port.postMessage({ id, call, payload } as Request);
    });
  }

  async evaluate(question: Calls["evaluate"]["request"]): Promise<Evaluation> {
    return readEvaluation(await this.call("evaluate", question));
  }

  #arrived(response: Response) {
    const waiting = this.#waiting.get(response.id);
    this.#waiting.delete(response.id);
    if (response.ok) waiting?.resolve(response.payload);
    else waiting?.reject(new Error(response.message));
  }

  #broken(message: string) {
    for (const waiting of this.#waiting.values()) waiting.reject(new Error(message));
    this.#waiting.clear();
  }
}

/**
 * Keeps at most one question on its way, and only the newest one waiting behind it. An answer
 * to anything but the newest question is dropped: the page never shows a verdict on facts that
 * are no longer there.
 */
export class Newest<Question, Answer> {
  readonly #ask: (question: Question) => Promise<Answer>;
  readonly #answered: (answer: Answer, question: Question) => void;
  readonly #failed: (error: Error) => void;
  #busy = false;
  #next: { question: Question } | null = null;

  constructor(ask: (question: Question) => Promise<Answer>, answered: (answer: Answer, question: Question) => void, failed: (error: Error) => void) {
    this.#ask = ask;
    this.#answered = answered;
    this.#failed = failed;
  }

  put(question: Question) {
    this.#next = { question };
    if (!this.#busy) void this.#run();
  }

  async #run() {
    this.#busy = true;
    while (this.#next) {
      const { question } = this.#next;
      this.#next = null;
      try {
        const answer = await this.#ask(question);
        if (!this.#next) this.#answered(answer, question);
      } catch (error) {
        if (!this.#next) this.#failed(error instanceof Error ? error : new Error(String(error)));
      }
    }
    this.#busy = false;
  }
}

/** Starts the worker that holds the engine. */
export function startEngine(): EngineClient {
  return new EngineClient(startWorker());
}
