/** The one place where the page's state lives. It is replaced, never changed. */
export class Store<State extends object> {
  #state: State;
  readonly #listeners = new Set<(state: State, before: State) => void>();

  constructor(state: State) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  update(change: Partial<State> | ((state: State) => Partial<State>)): void {
    const before = this.#state;
    const patch = typeof change === "function" ? change(before) : change;
    const names = Object.keys(patch) as (keyof State)[];
    if (names.every((name) => Object.is(patch[name], before[name]))) return;
    this.#state = { ...before, ...patch };
    for (const listener of [...this.#listeners]) listener(this.#state, before);
  }

  /** Calls back after each change until the returned function is called. */
  subscribe(listener: (state: State, before: State) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
