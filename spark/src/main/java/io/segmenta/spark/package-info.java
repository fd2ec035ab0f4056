/**
 * Surveys, fits and scores files of any size on Apache Spark: {@link io.segmenta.spark.Job}. Rows are found, labelled
 * and added up such that results have the same bits however the files are cut, on whatever number of machines. Imports
 * the model, the statistics, Spark's core and Hadoop's file systems.
 */
@NullMarked
package io.segmenta.spark;

import org.jspecify.annotations.NullMarked;
