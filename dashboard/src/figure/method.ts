/** Ways to find segments, as people call them. */
export const METHODS: readonly (readonly [string, string])[] = [
  ['kmeans', 'k-means'],
  ['auto', 'compare several'],
  ['gaussian_mixture', 'Gaussian mixture'],
  ['agglomerative', 'hierarchical'],
  ['genie', 'genie'],
  ['kmedoids', 'k-medoids'],
  ['kprototypes', 'k-prototypes'],
  ['xmeans', 'x-means'],
  ['gmeans', 'g-means'],
  ['hdbscan', 'HDBSCAN'],
  ['dbscan', 'DBSCAN'],
  ['som', 'self-organising map'],
  ['som_kmeans', 'map, then k-means'],
];

/** The name of a method. */
export const methodOf = (key: string | undefined): string => METHODS.find(([one]) => one === key)?.[1] ?? key ?? '–';
