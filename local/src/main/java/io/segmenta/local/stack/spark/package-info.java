/** EMR Serverless on one machine: a job is a process of Spark's. May import: the stack's other parts but the stack. */
@NullMarked
package io.segmenta.local.stack.spark;

import org.jspecify.annotations.NullMarked;
