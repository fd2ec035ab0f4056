/** What every function needs of AWS. */
package io.segmenta.platform;
