/** Chance that can be repeated: a linear congruential generator (the constants of glibc, the upper bits). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + this.#below(most - least + 1);
  }

  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.#below(100) < percent;
  }

  /** One of a list that is not empty. */
  pick<Item>(items: readonly Item[]): Item {
    return items[this.#below(items.length)] as Item;
  }

  /** One of a list, as often as its weight says. */
  weighted<Item>(items: readonly (readonly [weight: number, item: Item])[]): Item {
    let left = this.#below(items.reduce((sum, [weight]) => sum + weight, 0));
    const found = items.find(([weight]) => (left -= weight) < 0);
    return found?.[1] as Item;
  }

  #below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor((this.#state / 0x8000_0000) * limit);
  }
}
