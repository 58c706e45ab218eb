/**
 * State that must exist once in a process. The bundler may repeat a module for several routes, and
 * a second copy of a rate limit or of the ended sessions would let callers through.
 */
const STATE = Symbol.for("travel-buddy.process-wide");
const holder = globalThis as typeof globalThis & { [STATE]?: Map<string, unknown> };

export function processWide<T>(name: string, create: () => T): T {
  holder[STATE] ??= new Map();
  const state = holder[STATE];
  if (!state.has(name)) state.set(name, create());
  return state.get(name) as T;
}
