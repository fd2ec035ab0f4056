/** Jobs of Apache Spark on EMR Serverless. May import: {@code io.segmenta.platform}. */
@NullMarked
package io.segmenta.platform.jobs;

import org.jspecify.annotations.NullMarked;
