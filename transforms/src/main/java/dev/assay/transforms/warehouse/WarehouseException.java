package dev.assay.transforms.warehouse;

/**
 * The warehouse could not be opened or did not take a batch; it holds what it held before. The
 * message is for a person: what, where, what to do.
 */
public final class WarehouseException extends RuntimeException {
  public WarehouseException(String message) {
    super(message);
  }

  public WarehouseException(String message, Throwable cause) {
    super(message, cause);
  }
}
