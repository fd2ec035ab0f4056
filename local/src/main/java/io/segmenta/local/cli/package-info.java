/**
 * The {@code segmenta} command: starts the stack of one machine, talks to a running one, deploys to AWS.
 *
 * <p>
 * {@link io.segmenta.local.cli.Segmenta} is the entry; one class per subcommand. Commands see the system as any client
 * does: S3 and SageMaker over the wire, predictions over HTTP, and the catalogue; only starting a stack reaches into
 * {@code io.segmenta.local.stack}. Allowed imports: {@code local.stack}, {@code local.sample}, {@code model},
 * {@code platform.catalogue}, the AWS SDK, picocli, the progress bar, Jackson.
 */
@NullMarked
package io.segmenta.local.cli;

import org.jspecify.annotations.NullMarked;
