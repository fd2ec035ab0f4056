/** Made from openapi.yaml: mvn -pl dashboard test -Dtest=SchemaTest -Dsegmenta.write=true */

export type Next = string;

export type Role = 'viewer' | 'analyst' | 'approver' | 'operator';

export type SignIn = 'none' | 'iam' | 'jwt';

export interface Me {
  readonly name: string;
  readonly sign_in: SignIn;
  readonly roles: readonly Role[];
}

export interface Health {
  readonly status: 'ok';
}

export interface Settings {
  readonly version: string;
  readonly name_prefix: string;
  readonly region: string;
  readonly sign_in: SignIn;
  /** Answers a prediction that names none. */
  readonly default_dataset?: string;
  readonly limits: {
    readonly request_bytes: number;
    readonly page_items: number;
  };
}

export interface Dataset {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly live_version?: number;
  /** The key of the upload of the newest run, else of the newest file that has arrived. */
  readonly file_path?: string;
  /** Clustered by the newest run, once it has ended. */
  readonly rows?: number;
  readonly newest_run?: {
    readonly id: string;
    readonly status: RunStatus;
    readonly created_at: string;
  };
}

export type RunStatus = 'running' | 'succeeded' | 'failed' | 'cancelled';

export interface Run {
  readonly id: string;
  readonly dataset: string;
  readonly status: RunStatus;
  readonly stage: string;
  /** Of the stage. */
  readonly progress: number;
  readonly detail?: string;
  readonly upload: {
    readonly key: string;
    /** In bytes. */
    readonly size: number;
  };
  readonly attempts: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly finished_at?: string;
  /** About how long it still takes; not told where nothing was foretold, or that has passed. */
  readonly eta_seconds?: number;
  readonly usd?: RunUsd;
  /** Who wants the run to end, or wanted the run that has ended so to. */
  readonly cancellation?: {
    readonly by: string;
    readonly at: string;
  };
  readonly metrics?: Metrics;
  readonly failure?: Failure;
}

export interface RunUsd {
  readonly low?: number;
  readonly high?: number;
  /** Compute, requests, a month of storage and jobs together. */
  readonly spent?: number;
  /** For the function's seconds with its memory. */
  readonly compute?: number;
  /** For requests to S3. */
  readonly requests?: number;
  /** For a month of what the run left in S3. */
  readonly storage_month?: number;
  /** For jobs on many machines, as far as AWS tells. */
  readonly jobs?: number;
  readonly function_seconds?: number;
  readonly function_mb?: number;
  /** Attempts that died or still go on, whose cost is not among it. */
  readonly attempts_untold?: number;
  /** The region whose prices these are; `us-east-1` where those of the own are not known. */
  readonly prices_of: string;
}

export interface Metrics {
  readonly algorithm?: string;
  readonly n_samples?: number;
  readonly n_features?: number;
  readonly n_clusters?: number;
  readonly silhouette_score?: number;
  readonly structure?: string;
  readonly cluster_sizes?: Readonly<Record<string, number>>;
}

export interface ClusteringRun {
  readonly id: string;
  readonly dataset_id: string;
  /** Of agglomerative clustering. */
  readonly linkage: string | null;
  readonly n_clusters: number | null;
  readonly feature_config: {
    readonly numeric_features: readonly string[];
    readonly categorical_features: readonly string[];
    readonly pca_applied: boolean;
  } | null;
  readonly metrics: {
    readonly n_samples: number | null;
    readonly n_clusters: number | null;
    readonly n_encoded_features: number | null;
    readonly silhouette_score: number | null;
    readonly cluster_sizes: Readonly<Record<string, number>> | null;
  } | null;
  readonly dendrogram_path: string | null;
  readonly created_at: string;
  readonly status: RunStatus;
}

export interface Document {
  readonly name: string;
  readonly content_type: string;
  readonly url: string;
}

export type ApprovalStatus = 'pending' | 'approved' | 'rejected';

export interface Model {
  readonly dataset: string;
  readonly version: number;
  readonly run: string;
  readonly status: ApprovalStatus;
  readonly live: boolean;
  readonly created_at: string;
  readonly metrics?: Metrics;
}

export interface Profile {
  readonly next?: Next;
  readonly segments: readonly {
    readonly segment_id: string;
    readonly name?: string;
    readonly size?: number;
    /** The number of the segment's colour, kept as long as the segment is found; of runs without slots it is the
     * cluster's number plus one. */
    readonly slot?: number;
    readonly columns: readonly {
      readonly name: string;
      readonly role?: string;
      readonly strength?: number;
    }[];
  }[];
}

export interface SegmentMap {
  readonly version: number;
  /** Rows behind outlines, labels and grid. */
  readonly rows: number;
  /** Rows of all segments. */
  readonly rows_in_segments: number;
  /** Rows in the file of points. */
  readonly points: number;
  /** Whether the points are a drawn part of the rows. */
  readonly sampled: boolean;
  /** Rows outside the extent, which lie on its border. */
  readonly beyond: number;
  readonly heading: string;
  /** Whether distances mean the same everywhere; false of layouts. */
  readonly linear: boolean;
  /** Left, bottom, right and top in the axes' own values. */
  readonly extent: readonly number[];
  readonly axes: readonly MapAxis[];
  readonly segments: readonly MapSegment[];
  readonly file: MapFile;
  /** Where the points are; not there when they were erased. */
  readonly points_file?: {
    readonly url: string;
    readonly bytes: number;
    readonly expires_at: string;
  };
}

export interface MapAxis {
  readonly title: string;
  readonly kind: 'component' | 'column' | 'feature' | 'row' | 'layout';
  /** The share of all variance that lies along a component. */
  readonly variance?: number;
  readonly columns: readonly {
    readonly column: string;
    /** Of the squared weights of all features. */
    readonly share: number;
    /** Of a number how it changes along the axis. */
    readonly towards?: 'more' | 'less';
  }[];
}

export interface MapSegment {
  readonly segment_id: string;
  readonly cluster: number;
  readonly rows: number;
  /** Where the segment is densest. */
  readonly label?: readonly number[];
  readonly outlines: readonly {
    /** The share of the segment's rows that is held. */
    readonly mass: number;
    /** Closed lines of x, y, x, y and so on; holes run clockwise. */
    readonly rings: readonly (readonly number[])[];
  }[];
}

export interface MapFile {
  readonly bytes: number;
  /** Cells of a side of the grid. */
  readonly cells: number;
  readonly sections: readonly {
    readonly name: 'x' | 'y' | 'row' | 'cluster' | 'grid';
    readonly type: 'int16' | 'uint32' | 'uint8' | 'uint16' | 'bytes';
    readonly offset: number;
    readonly length: number;
  }[];
}

export interface Evidence {
  readonly format?: number;
  readonly run_id: string;
  readonly dataset: string;
  readonly reference_run?: string;
  readonly gates: readonly {
    readonly name: string;
    readonly passed: boolean;
    readonly text: string;
  }[];
  /** Why it is not served before a person has said something to it. */
  readonly needs_comment: readonly string[];
}

export interface NewDataset {
  /** Lower-case letters, digits and hyphens. */
  readonly name: string;
}

export interface AddedDataset {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
}

export interface NewUpload {
  /** As it is called; its ending tells nothing. */
  readonly file_name: string;
  /** In bytes. */
  readonly size: number;
  readonly content_type?: string | null;
}

export interface Upload {
  readonly id: string;
  readonly dataset: string;
  readonly file_name: string;
  readonly size: number;
  readonly content_type: string;
  readonly state: 'expected' | 'received' | 'expired';
  readonly created_at: string;
  /** Until when it may be put. */
  readonly expires_at: string;
  readonly by: string;
  readonly put?: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
  };
}

export interface Failure {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}

export interface Preview {
  readonly rows_read?: number;
  /** Whether the whole file was read. */
  readonly complete?: boolean;
  readonly format?: 'csv' | 'xlsx' | 'jsonl' | 'parquet';
  readonly columns?: readonly PreviewedColumn[];
  /** The first rows, each with a value for every column, as they are read. */
  readonly rows?: readonly (readonly (string | number | null)[])[];
  /** What a person should know of the data. */
  readonly notes?: readonly string[];
  /** Why no column could be used as they are now. */
  readonly problem?: string;
  readonly forecast?: {
    /** Of the whole file, estimated where only its beginning was read. */
    readonly rows: number;
    readonly features: number;
    /** About how long a run takes, between a quiet function and a busy one. */
    readonly seconds?: number;
    /** From what to what a run may cost at AWS's list prices, in US dollars, a month of what it stores included. */
    readonly usd?: {
      readonly low: number;
      readonly high: number;
    };
    readonly memory_mb?: number;
  };
  readonly failure?: Failure;
}

export interface PreviewedColumn {
  readonly name: string;
  readonly role: string;
  /** Why it has the role. */
  readonly reason: string;
  /** What a value is, where the column is made of others. */
  readonly description?: string;
  /** Whether it tells segments apart. */
  readonly used: boolean;
  /** Why it does not. */
  readonly left_out?: string;
  readonly missing: number;
  /** `numbers` and `dates` have a range and `counts` of equal parts of it, `levels` the most frequent values,
   * `examples` how many values differ; of personal data no value is told. */
  readonly shape: {
    readonly kind: 'numbers' | 'dates' | 'levels' | 'examples' | 'empty';
    readonly min?: number | string;
    readonly median?: number | string;
    readonly max?: number | string;
    readonly counts?: readonly number[];
    readonly distinct?: number;
    readonly examples?: readonly (string | number)[];
    readonly levels?: readonly {
      readonly value: string | number;
      readonly rows: number;
    }[];
  };
}

export interface NewRun {
  /** The name of a data set or its id. */
  readonly dataset: string;
  readonly upload: string;
  /** By their keys, such as `clustering.k`, or as objects within one another, as in the file of settings. */
  readonly settings?: Readonly<Record<string, unknown>> | null;
}

export interface NewExport {
  readonly version?: number | null;
  readonly segments?: readonly string[] | null;
  /** In this order; those of the assignments, and those of the file that the model reads. */
  readonly columns?: readonly string[] | null;
  readonly min_confidence?: number | null;
}

export interface Export {
  readonly id: string;
  readonly dataset: string;
  readonly state: 'writing' | 'ready' | 'failed';
  readonly version: number;
  /** All of them where there are none. */
  readonly segments: readonly string[];
  readonly columns: readonly string[];
  readonly min_confidence: number;
  readonly rows?: number;
  readonly file?: {
    readonly url: string;
    readonly expires_at: string;
  };
  readonly failure?: Failure;
}

export interface Repetition {
  readonly id: string;
  readonly run: string;
  readonly dataset: string;
  /** `same` when every file that was made again is equal, byte for byte or when unpacked; `failed` when the run
   * cannot be repeated, with the reason. */
  readonly state: 'running' | 'same' | 'different' | 'failed';
  readonly asked_at: string;
  readonly finished_at?: string;
  /** Of the program that repeated the run. */
  readonly version?: string;
  /** The version of the program that made the run. */
  readonly made_by?: string;
  /** How many were made again. */
  readonly files?: number;
  readonly equal_files?: readonly string[];
  /** Files that hold the same and were compressed by another library. */
  readonly recompressed_files?: readonly string[];
  readonly differing_files?: readonly {
    readonly path: string;
    /** Where they first differ; left out where the run has no such file. */
    readonly at?: string;
    /** What stands there in the file of the run; of rows of people nothing. */
    readonly run?: string;
    /** What stands there in the one that was made again. */
    readonly repeated?: string;
  }[];
  /** Files of the run that training does not make of data and settings. */
  readonly left_out?: readonly string[];
  readonly failure?: Failure;
}

export interface QueuedRun {
  /** Of the run, which is not found until training has taken it up, a moment later. */
  readonly id: string;
  readonly dataset: string;
  readonly status: 'queued';
  readonly upload: {
    readonly key: string;
    readonly size: number;
  };
}

export type SegmentState = 'live' | 'proposed' | 'retired';

export interface Segment {
  /** Lasting; it never comes back for another segment. */
  readonly id: string;
  readonly name: string;
  readonly name_source: 'proposed' | 'edited';
  /** What the first model that found it called it. */
  readonly proposed_name: string;
  /** What to do about its members; may be empty. */
  readonly action: string;
  readonly proposed_action: string;
  readonly color: string;
  readonly state: SegmentState;
  readonly born_run: string;
  readonly born_at: string;
  /** Rows in it, of the live version, else of the newest that has it. */
  readonly size?: number;
  readonly share?: number;
  /** Versions that have it, the newest first. */
  readonly versions: readonly number[];
  /** How often people have edited it. */
  readonly edits: number;
  readonly edited_by?: string;
  readonly edited_at?: string;
}

export interface SegmentChange {
  /** One line; no other living segment may have it. */
  readonly name?: string | null;
  /** One line; may be empty. */
  readonly action?: string | null;
}

export interface Edit {
  readonly number: number;
  readonly name?: string;
  readonly action?: string;
  readonly by: string;
  readonly at: string;
}

export interface Row {
  /** In the file, the header not counted. */
  readonly row: number;
  /** Where the file has identifiers; may be empty. */
  readonly id?: string;
  /** `none` outside every segment. */
  readonly segment_id: string;
  /** As it is called now. */
  readonly segment_name: string;
  readonly distance: number;
  readonly confidence: number;
  readonly fit: number;
  readonly outside: boolean;
  /** The other segment that the row lies at the border of. */
  readonly between?: string;
}

export interface Rows {
  /** All rows that are meant, but with `min_confidence`. */
  readonly total?: number;
  readonly items: readonly Row[];
  readonly next?: Next;
}

export interface ClusteringRow {
  readonly row_index: number;
  readonly cluster_label: number;
  readonly payload: Readonly<Record<string, string>>;
  readonly segment_id: string;
  readonly segment_name: string;
  readonly confidence: number;
}

export interface NewOptOut {
  /** As the file has it. */
  readonly id: string;
  /** False takes it back. */
  readonly opted_out: boolean;
}

export interface OptOut {
  /** What stands for the customer under the deployment's key. */
  readonly subject: string;
  /** The data set, where all of its rows go. */
  readonly dataset?: string;
  readonly opted_out: boolean;
}

export interface PrivacySubject {
  /** What stands for the customer under the deployment's key. */
  readonly subject: string;
  /** The data set, where all of its rows go. */
  readonly dataset?: string;
  readonly opted_out: boolean;
  readonly catalogue?: CatalogueMentions;
  readonly datasets: readonly {
    readonly dataset: string;
    readonly history: readonly Readonly<Record<string, unknown>>[];
  }[];
  /** What views of features know of the customer. */
  readonly features?: readonly {
    readonly view: string;
    /** Whose files the view is made of. */
    readonly dataset: string;
    readonly event_time: string;
    /** Whether that is longer ago than the view's ttl. */
    readonly stale: boolean;
    readonly values: Readonly<Record<string, unknown>>;
  }[];
}

export interface ErasureReceipt {
  readonly erasure: string;
  readonly state: 'running' | 'done';
  /** What stands for the customer under the deployment's key. */
  readonly subject?: string;
  /** The data set, where all of its rows go. */
  readonly dataset?: string;
  readonly requested?: string;
  readonly completed?: string;
  readonly places?: readonly {
    readonly place: string;
    readonly looked_into: number;
    readonly rewritten: number;
    readonly deleted: number;
  }[];
  readonly changes?: readonly Readonly<Record<string, unknown>>[];
  readonly versions_removed?: number;
  readonly search?: string;
  readonly left?: readonly string[];
  /** Runs, lists and files under way that read rows before. When it is done, what did not end in a day. */
  readonly waits_for?: readonly string[];
  readonly unread?: readonly string[];
  readonly catalogue?: CatalogueMentions;
  readonly kept?: readonly Readonly<Record<string, unknown>>[];
}

export type CatalogueMentions = Readonly<Record<string, number>>;

export interface CustomerSearch {
  /** As the file has it. */
  readonly id: string;
}

export interface Customer {
  /** The customer wants to be left out: nothing else is told, and no version. */
  readonly opted_out?: boolean;
  /** The live one; like what follows only where it has the customer. */
  readonly version?: number;
  readonly segment_id?: string;
  /** What the segment is called now. */
  readonly name?: string;
  readonly confidence?: number;
  readonly outside?: boolean;
  readonly between?: string;
  readonly row?: number;
  /** How many rows have the identifier; the first one is told. */
  readonly rows?: number;
  readonly why?: Why;
  /** Model sensitivity, not a promise: for each of the eight other segments that come first, that of `instead_of`
   * before all, the least change of one column after which the model answers it; none where there is none. */
  readonly would_move?: readonly {
    readonly column: string;
    readonly from: number | string;
    readonly to: number | string;
    readonly segment_id: string;
    readonly name: string;
  }[];
  /** Changes of several columns that are less than any of one, for the same segments. */
  readonly would_move_together?: readonly {
    readonly changes: readonly {
      readonly column: string;
      readonly from: number | string;
      readonly to: number | string;
    }[];
    readonly segment_id: string;
    readonly name: string;
  }[];
  /** The versions that have the customer, the newest first. */
  readonly history: readonly {
    readonly version: number;
    /** When the version was registered. */
    readonly at: string;
    readonly segment_id: string;
    readonly name: string;
    readonly confidence: number;
    readonly outside: boolean;
  }[];
  /** Versions whose rows have no index, or are known by numbers that mean others. */
  readonly not_searched?: readonly number[];
}

export interface Condition {
  readonly column: string;
  /** As in SQL: = != < <= > >= or a word. */
  readonly op: string;
}

export interface SegmentRule {
  readonly segment_id: string;
  /** What the segment is called now. */
  readonly name: string;
  readonly version: number;
  /** Empty where no rule was found. */
  readonly words: string;
  /** It is met where all conditions of one of these are. */
  readonly any: readonly (readonly Condition[])[];
  /** Rows of the segment that it is true of, and all rows of the segment. */
  readonly covers: readonly number[];
  /** Rows of the segment that it is true of, and all rows that it is true of. */
  readonly right: readonly number[];
  /** The same two of the fifth of the rows that it was not found on. */
  readonly held_out: {
    readonly covers?: readonly number[];
    readonly right?: readonly number[];
  };
  readonly sql: readonly {
    readonly dialect: string;
    readonly url: string;
  }[];
}

export interface Why {
  /** The next best segment. */
  readonly instead_of?: string;
  readonly instead_of_name?: string;
  readonly parts?: Contributions;
  readonly against?: Contributions;
  /** What is not known of the customer, and what is no column's. */
  readonly other?: number;
  readonly note?: string;
  /** Where a new customer like this one would be, if that is another. */
  readonly segment_id?: string;
  readonly name?: string;
}

export type Contributions = readonly {
  readonly column: string;
  readonly value?: number | string;
  readonly contribution: number;
}[];

export interface Decision {
  readonly decision: 'approve' | 'reject';
  /** Why, for the record; some versions need it. */
  readonly comment?: string | null;
}

export interface Approvals {
  readonly dataset: string;
  readonly version: number;
  readonly status: ApprovalStatus;
  readonly comment: string;
  readonly changed_at: string;
  /** Of the evidence card that the version was registered with. */
  readonly evidence_sha256?: string;
  /** Those that deployment has seen, the newest first. */
  readonly decisions: readonly {
    readonly status: ApprovalStatus;
    readonly at: string;
    readonly comment: string;
  }[];
}

export type ExperimentKind = 'shadow' | 'ab' | 'aa';

export interface ExperimentOutcome {
  /** What is measured, such as `bought`; more of it is better. */
  readonly name: string;
  /** Who has no row is 0 where it is binary, and not known where it is a number. */
  readonly kind: 'binary' | 'number';
}

export interface NewExperiment {
  readonly dataset: string;
  /** An approved version; none for `aa`. */
  readonly challenger?: number;
  readonly kind: ExperimentKind;
  /** Of the customers that the challenger answers, half by default; while shadowing of the requests, a tenth. */
  readonly share?: number;
  readonly outcome?: ExperimentOutcome;
  /** For so long customers are parted. */
  readonly days?: number;
  /** Planned of both arms; the interval is tightest there, and valid at any number. */
  readonly customers?: number;
}

export interface NewFeatureView {
  /** Lower-case letters, digits and single hyphens, at most 41 characters. */
  readonly view: string;
  /** The column of the source that names the customer. */
  readonly entity: string;
  /** The name of the data set whose files the view is made of. */
  readonly source: string;
  /** The column of the date from which on a row is known; none by default, which is when the run of the file began. */
  readonly event_time?: string;
  /** The features by name: a column of the source, or arithmetic over its columns as in `derive`. */
  readonly columns: Readonly<Record<string, string>>;
  /** For how long a row counts after its time */
  readonly ttl?: string;
  readonly description: string;
  /** Who answers for it. */
  readonly owner: string;
}

export interface FeatureView {
  /** As settings name it: `spend@1`. */
  readonly name: string;
  readonly view: string;
  readonly version: number;
  readonly entity: string;
  readonly source: string;
  readonly event_time?: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly ttl: string;
  readonly description: string;
  readonly owner: string;
  /** Of the definition. */
  readonly sha256: string;
  /** Those that are looked into, the newest first. */
  readonly tables?: readonly {
    /** When the run of the file began. */
    readonly time: string;
    readonly run_id: string;
    readonly rows: number;
  }[];
  /** Why a newer file gave no table. */
  readonly failure?: {
    readonly time: string;
    readonly run_id: string;
    readonly detail: string;
  };
}

export type ExperimentDecision = 'none_yet' | 'for' | 'against' | 'sample_ratio_mismatch';

export interface Experiment {
  readonly id: string;
  readonly dataset: string;
  readonly kind: ExperimentKind;
  readonly state: 'running' | 'ended';
  /** The version that was live when it began. */
  readonly champion: number;
  readonly challenger: number;
  readonly share: number;
  /** The folder of the bucket that files of outcomes are put in. */
  readonly outcomes?: string;
  readonly outcome?: ExperimentOutcome;
  readonly customers: number;
  readonly started_at: string;
  readonly started_by: string;
  /** Then customers are parted no more; outcomes are waited for two weeks longer. */
  readonly ends_at: string;
  readonly ended?: {
    readonly because: 'decided' | 'time' | 'champion_changed' | 'stopped';
    readonly decision: ExperimentDecision;
    readonly at: string;
    readonly by?: string;
  };
  /** The newest first; those that saw nothing new are not among them. */
  readonly looks?: readonly {
    readonly at: string;
    readonly decision: ExperimentDecision;
  }[];
  /** Of the last look: both arms, the uplift with its interval overall and in each of the champion's segments, how
   * customers are parted, and how far both versions agree. */
  readonly report?: Readonly<Record<string, unknown>>;
}

export interface Monitor {
  readonly dataset: string;
  /** That is live. */
  readonly version?: number;
  /** `waiting` until the first day is judged; `too_few` where even 14 days together had fewer than 200 records. */
  readonly state: 'not_live' | 'waiting' | 'too_few' | 'quiet' | 'drift';
  readonly retrain?: RetrainAdvice;
  /** Those that are open, then the newest. */
  readonly alarms?: readonly DriftAlarm[];
  /** The newest first, of a quarter of a year. */
  readonly windows?: readonly {
    readonly from: string;
    readonly to: string;
    readonly records: number;
    readonly state: 'too_few' | 'quiet' | 'drift';
    readonly retrain: RetrainAdvice;
    /** Records of each segment, in the order of `report.segments.levels`, at last those in none. */
    readonly segments?: readonly number[];
  }[];
  /** Of the newest window, with every statistic, the segments, and histograms of the columns, those first that the
   * alarms are about. */
  readonly report?: Readonly<Record<string, unknown>>;
}

export interface DriftAlarm {
  readonly id: string;
  /** What is watched and of which column or segment. */
  readonly statistic: string;
  /** For sudden and for slow changes. */
  readonly detector: 'day' | 'memory';
  /** When it was opened, in standard deviations of training or as a difference of shares. */
  readonly effect: number;
  readonly opened: string;
  /** After seven quiet windows. */
  readonly closed?: string;
  /** Who sees to it. */
  readonly acknowledged_by?: string;
}

export type RetrainAdvice = 'no' | 'data_fault' | 'shares_only' | 'yes';

export interface Live {
  readonly dataset: string;
  readonly version?: number;
  readonly target?: 'endpoint' | 'lambda';
  readonly endpoint?: string;
  readonly since?: string;
  readonly deployment?: {
    readonly version: number;
    readonly target: 'endpoint' | 'lambda';
    readonly state: 'requested';
    readonly requested_at: string;
  };
  /** The last deployment, when it came to nothing. */
  readonly failed?: {
    readonly version: number;
    readonly state: 'failed' | 'rolled-back';
    readonly detail: string;
    readonly approved_at: string;
  };
}

export type AuditAction = 'dataset-added' | 'file-uploaded' | 'run-started' | 'run-cancelled' | 'repetition-asked-for' | 'segment-edited' | 'version-decided' | 'rows-listed' | 'rows-exported' | 'customer-looked-up' | 'subject-answered' | 'customer-opted-out' | 'opt-out-taken-back' | 'erasure-asked-for' | 'dataset-deleted' | 'live-changed' | 'experiment-started' | 'experiment-stopped' | 'features-defined' | 'alarm-acknowledged';

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  /** As the caller signed in. */
  readonly actor: string;
  readonly role: Role;
  readonly action: AuditAction;
  readonly dataset?: string;
  /** What it was done to. */
  readonly object: string;
  /** How that was. */
  readonly before?: Readonly<Record<string, unknown>>;
  /** How it is since. */
  readonly after?: Readonly<Record<string, unknown>>;
  readonly comment?: string;
  readonly request_id: string;
}

export interface WantedVersion {
  readonly version: number;
  /** Why, for the record; some versions need it. */
  readonly comment?: string | null;
}

export interface ClusteringTraining {
  /** The id of a data set, or its name. */
  readonly dataset_id: string | number;
  readonly linkage?: 'ward' | 'complete' | 'average' | 'single' | null;
  /** Found by itself where it is not given. */
  readonly n_clusters?: number | null;
  /** `features.pca_variance: 0.95`. */
  readonly use_pca?: boolean | null;
}

export interface Migration {
  readonly dataset: string;
  readonly from: number;
  readonly to: number;
  /** The document transitions.json of the later run. */
  readonly transitions?: Readonly<Record<string, unknown>>;
  /** The document migration.json of the later run. */
  readonly migration?: Readonly<Record<string, unknown>>;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Names the request; the log has it too. */
  readonly instance: string;
  /** How it stands now. */
  readonly current?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly {
    readonly parameter?: string;
    readonly header?: string;
    readonly pointer?: string;
    readonly code: 'unknown' | 'missing' | 'malformed' | 'out-of-range';
    readonly detail: string;
  }[];
}
