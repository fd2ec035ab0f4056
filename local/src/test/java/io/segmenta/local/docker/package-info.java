/** The training function behind an S3: LocalStack's, for which Docker is needed, and the stack's own. */
package io.segmenta.local.docker;
