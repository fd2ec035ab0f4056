/**
 * The files of a run: documents as JSON, assignments as CSV and the plots. Turns what training found into bytes and
 * decides nothing. Imports the choose, profile, plot and text packages and the model's types.
 */
package io.segmenta.clustering.result;
