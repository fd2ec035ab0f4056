/**
 * S3 as a file system of Hadoop, for a Spark that brings none. A cluster on AWS has its own, which its settings name;
 * nothing here is loaded there. Needs the AWS SDK's client of S3 on the class path.
 */
@NullMarked
package io.segmenta.spark.s3;

import org.jspecify.annotations.NullMarked;
