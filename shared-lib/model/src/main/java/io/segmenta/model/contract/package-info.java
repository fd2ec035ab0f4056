/**
 * What one program writes and another reads: each contract in one type with one writer and one reader, so that neither
 * spells it again.
 *
 * <p>
 * Where objects lie: {@link io.segmenta.model.contract.UploadKey} and {@link io.segmenta.model.contract.SettingsKeys}
 * under {@code data/} and {@code config/}, {@link io.segmenta.model.contract.RunFolder} with its
 * {@link io.segmenta.model.contract.RunFile}s under {@code runs/}, {@link io.segmenta.model.contract.LivePointer} under
 * {@code live/}, {@link io.segmenta.model.contract.ScoreKey} under {@code score/} and {@code people/}. What documents
 * hold: {@link io.segmenta.model.contract.Lineage}, {@link io.segmenta.model.contract.Failure},
 * {@link io.segmenta.model.contract.SchemaChanges}, {@link io.segmenta.model.contract.ScoreOutcome},
 * {@link io.segmenta.model.contract.RunMetrics} with its {@link io.segmenta.model.contract.MetricNames}. What is told
 * in calls and to SageMaker: {@link io.segmenta.model.contract.RunOutcome},
 * {@link io.segmenta.model.contract.UploadSettings}, {@link io.segmenta.model.contract.CallAttributes},
 * {@link io.segmenta.model.contract.PackageProperties}, {@link io.segmenta.model.contract.SageMakerNames}.
 *
 * <p>
 * Writers give the same bytes for the same values. Readers ignore fields they do not know and refuse what they need and
 * do not find with a {@link io.segmenta.model.contract.ContractException}: another program wrote it, so it is never the
 * user's fault.
 */
@NullMarked
package io.segmenta.model.contract;

import org.jspecify.annotations.NullMarked;
