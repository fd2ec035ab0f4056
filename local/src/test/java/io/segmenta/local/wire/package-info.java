/**
 * What passes the AWS port of the local stack, held against AWS's own service models as the SDK's classes carry them.
 */
package io.segmenta.local.wire;
