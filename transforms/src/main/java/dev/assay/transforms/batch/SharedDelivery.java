package dev.assay.transforms.batch;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.util.SerializableUtils;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A delivery that all steps of a graph hold. A runner serializes each step on its own, and some
 * read it back for every bundle, while a delivery may have thousands of files: so it is packed
 * once, and unpacked once in a process.
 */
final class SharedDelivery implements Serializable {
  /** A process works on few deliveries at a time. */
  private static final int MOST_UNPACKED = 16;

  private static final Map<ByteBuffer, Delivery> UNPACKED =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Delivery> eldest) {
              return size() > MOST_UNPACKED;
            }
          });

  private transient @Nullable Delivery delivery;
  private byte @Nullable [] packed;

  SharedDelivery(Delivery delivery) {
    this.delivery = delivery;
  }

  Delivery get() {
    if (delivery == null) {
      delivery = UNPACKED.computeIfAbsent(ByteBuffer.wrap(packed), bytes -> unpack(packed));
    }
    return delivery;
  }

  private static Delivery unpack(byte[] packed) {
    return (Delivery) SerializableUtils.deserializeFromByteArray(packed, "a delivery");
  }

  private synchronized void writeObject(ObjectOutputStream out) throws IOException {
    if (packed == null) {
      packed = SerializableUtils.serializeToByteArray(delivery);
      UNPACKED.put(ByteBuffer.wrap(packed), delivery);
    }
    out.defaultWriteObject();
  }
}
