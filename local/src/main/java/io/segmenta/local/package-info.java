/** One machine that stands in for AWS. */
package io.segmenta.local;
