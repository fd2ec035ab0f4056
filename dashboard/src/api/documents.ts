/** Documents of a run, as far as the page reads them; docs/results.md tells all they hold. */

export interface ColumnProfile {
  readonly name: string;
  readonly role: string;
  readonly used: boolean;
  readonly known: number;
  /** Numbers have a mean and quartiles, categories a telling level with the shares of all. */
  readonly mean?: number;
  readonly lower_quartile?: number;
  readonly upper_quartile?: number;
  readonly population?: number;
  readonly telling_level?: string;
  readonly levels?: readonly { readonly level: string; readonly share: number; readonly population: number }[];
  /** How far the segment is from everybody, in standard deviations of everybody; signed. */
  readonly strength: number;
}

export interface SegmentProfile {
  readonly segment_id: string;
  readonly cluster: number;
  readonly slot?: number;
  readonly name: string;
  readonly full_name?: string;
  readonly action: string;
  readonly size: number;
  readonly share: number;
  readonly rule?: string;
  readonly columns: readonly ColumnProfile[];
}

export interface ProfilePage {
  readonly segments: readonly SegmentProfile[];
  readonly next?: string;
}

export interface Candidate {
  readonly k: number;
  readonly silhouette?: number;
  readonly least_stability?: number;
  readonly gap?: number;
}

export interface RunMetrics {
  readonly algorithm: string;
  readonly n_samples: number;
  readonly n_clusters: number;
  /** Rows outside every segment, where the algorithm leaves some. */
  readonly outside_rows?: number;
  readonly silhouette_score?: number;
  readonly verdict?: string;
  readonly structure?: string;
  readonly reasons?: readonly string[];
  readonly candidates?: readonly Candidate[];
  readonly null_silhouette?: number;
  /** By cluster. */
  readonly stability?: Readonly<Record<string, number>>;
}

export interface Report {
  readonly summary: string;
  readonly rows_in_file: number;
  readonly columns: readonly {
    readonly name: string;
    readonly role: string;
    readonly reason: string;
    readonly used: boolean;
    readonly missing: number;
  }[];
  readonly findings: readonly { readonly kind: string; readonly column?: string; readonly text: string }[];
}

export interface Manifest {
  readonly seconds: number;
  readonly stages: Readonly<Record<string, number>>;
  readonly cost?: { readonly usd?: number };
}

export interface SchemaDocument {
  readonly columns: readonly {
    readonly name: string;
    readonly role: string;
    readonly required?: boolean;
    readonly min?: number;
    readonly max?: number;
    readonly categories?: readonly string[];
    readonly reason?: string;
  }[];
}

export interface Transition {
  readonly kind: 'continue' | 'split' | 'merge' | 'birth' | 'death';
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly heir?: string;
  readonly shares?: readonly number[];
  readonly certainty?: number;
  readonly text: string;
}

export interface Transitions {
  readonly transitions?: readonly Transition[];
  readonly rows_before?: number;
  readonly rows_now?: number;
}

/** Halves of a customer by cause; where nothing names customers, there are no flows. */
export interface MigrationDocument {
  readonly basis?: string;
  readonly rows_before?: number;
  readonly rows_now?: number;
  readonly customers_in_both?: number;
  readonly segments?: readonly {
    readonly id: string;
    readonly before: number;
    readonly after: number;
    readonly joined?: number;
    readonly left?: number;
    readonly customer?: number;
    readonly model?: number;
  }[];
  readonly flows?: readonly {
    readonly from: string;
    readonly to: string;
    readonly customers: number;
    readonly by?: { readonly customer: number; readonly model: number; readonly both: number };
  }[];
  /** Of all flows together, also of those too small to be listed; by the model in halves. */
  readonly moved?: number;
  readonly moved_by_model?: number;
  /** Why some flows and figures are not there. */
  readonly hidden?: string;
}

export interface EvidenceCard {
  readonly metrics?: {
    readonly segments?: number;
    readonly customers?: number;
    readonly structure?: string;
    readonly silhouette?: number;
    readonly least_stability?: number;
  };
  readonly continuity?: {
    readonly state?: string;
    readonly kept?: number;
    readonly splits?: number;
    readonly merges?: number;
    readonly births?: number;
    readonly deaths?: number;
    readonly moved_by_model?: number;
  };
  readonly names?: Readonly<Record<string, string>>;
  readonly transitions?: readonly Transition[];
  readonly migration?: MigrationDocument;
  /** Where the file has protected columns; the whole is fairness.json. */
  readonly fairness?: { readonly verdict: string; readonly flagged: number };
}

/** From and to. */
export type Interval = readonly [number, number];

/** A group beside everybody else, in a segment or by an action. */
export interface GroupCompared {
  readonly column: string;
  readonly group: string;
  readonly direction: 'more' | 'fewer';
  readonly flagged: boolean;
  readonly interval?: Interval;
  /** Why there are no figures. */
  readonly hidden?: string;
}

/** fairness.json: how segments and what is advised stand to protected columns. */
export interface FairnessDocument {
  readonly verdict: string;
  readonly findings: readonly string[];
  readonly flagged: number;
  readonly compared: number;
  readonly columns: readonly {
    readonly column: string;
    readonly groups: readonly string[];
    readonly cramers_v: number;
    readonly interval: Interval;
  }[];
  readonly representation: readonly (GroupCompared & {
    readonly segment_id: string;
    readonly segment: string;
    readonly ratio?: number;
  })[];
  readonly actions: readonly (GroupCompared & { readonly action: string; readonly difference?: number })[];
  readonly proxies: readonly {
    readonly column: string;
    readonly flagged: boolean;
    readonly columns: readonly { readonly column: string; readonly cramers_v: number }[];
    readonly tree?: { readonly balanced_accuracy: number; readonly chance: number };
  }[];
}

/** What an arm of an experiment did. */
export interface ArmFigures {
  readonly customers: number;
  readonly outcomes: number;
  readonly positive: number;
  readonly mean: number;
}

/** Both arms, and the challenger's outcome less the champion's; neither where it would tell of few customers. */
export interface ArmsCompared {
  readonly arms?: { readonly champion: ArmFigures; readonly challenger: ArmFigures };
  readonly uplift?: {
    readonly enough: boolean;
    readonly difference: number;
    readonly interval?: Interval;
    readonly level: number;
  };
  readonly hidden?: string;
}

/** The report of the last look at an experiment. */
export interface ExperimentReport extends ArmsCompared {
  readonly segments?: readonly (ArmsCompared & { readonly segment: string })[];
  readonly sample_ratio?: {
    /** To one; told where it tells of enough customers. */
    readonly evidence?: number;
    readonly stops_at: number;
    readonly segments: readonly string[];
  };
  readonly outcomes_skipped?: number;
  readonly challenger_faults?: number;
  readonly agreement?: {
    readonly records: number;
    readonly same_segment: number;
    readonly adjusted_rand_index: number;
    readonly flows: readonly { readonly champion: string; readonly challenger: string; readonly records: number }[];
    readonly microseconds_below: Readonly<
      Record<'champion' | 'challenger', { readonly median: number; readonly p99: number }>
    >;
  };
}

/** An answer of /predict. */
export interface Prediction {
  readonly segment_id: string;
  readonly cluster_name: string;
  readonly recommendation?: string;
  readonly confidence?: number;
  readonly outside?: boolean;
  readonly between?: string;
  readonly model_version?: string;
  readonly runner_up_name?: string;
  readonly note?: string;
  readonly why?: readonly Part[];
  readonly why_sum?: number;
  readonly against?: readonly Part[];
  readonly against_sum?: number;
  readonly flags?: Readonly<Record<string, unknown>>;
}

export interface Part {
  readonly column: string;
  readonly value: number | string | boolean | null;
  readonly contribution: number;
}
