/** Customers that nobody has: a small file to look around with, the same bytes at every time. */

interface Kind {
  readonly weight: number;
  readonly age: number;
  readonly visits: number;
  readonly spend: number;
  readonly online: number;
  readonly favourite: string;
}

const KINDS: readonly Kind[] = [
  { weight: 0.35, age: 34, visits: 9, spend: 1900, online: 0.3, favourite: 'Ready meals' },
  { weight: 0.28, age: 47, visits: 5, spend: 6200, online: 0.35, favourite: 'Fresh produce' },
  { weight: 0.22, age: 67, visits: 11, spend: 2400, online: 0.08, favourite: 'Bakery' },
  { weight: 0.15, age: 28, visits: 3, spend: 1400, online: 0.82, favourite: 'Household' },
];
const FAVOURITES = ['Ready meals', 'Fresh produce', 'Bakery', 'Household', 'Beverages'];
const SEED = 20_261_130;

/** Numbers in [0, 1) from a seed: mulberry32, by Tommy Ettinger, in the public domain. */
function numbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A file of so many made-up customers, as CSV with a header. */
export function madeUp(rows: number): string {
  const next = numbers(SEED);
  // The sum of twelve draws is near enough to a normal one, and the same on every machine.
  const around = (mean: number, spread: number): number => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += next();
    return mean + spread * sum;
  };
  const pick = (): Kind => {
    let left = next();
    for (const kind of KINDS) {
      left -= kind.weight;
      if (left < 0) return kind;
    }
    return KINDS[0]!;
  };
  const lines = ['customer_id,age,gender,visits_per_month,annual_spend_eur,online_share,favourite_category'];
  for (let row = 1; row <= rows; row++) {
    const kind = pick();
    const favourite = next() < 0.75 ? kind.favourite : FAVOURITES[Math.floor(next() * FAVOURITES.length)]!;
    lines.push(
      [
        `C${String(row).padStart(4, '0')}`,
        Math.round(Math.min(95, Math.max(18, around(kind.age, 6)))),
        next() < 0.52 ? 'Female' : 'Male',
        Math.max(0.2, around(kind.visits, kind.visits / 6)).toFixed(1),
        Math.max(40, around(kind.spend, kind.spend / 6)).toFixed(2),
        Math.min(1, Math.max(0, around(kind.online, 0.08))).toFixed(2),
        favourite,
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}
