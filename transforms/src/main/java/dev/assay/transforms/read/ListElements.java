package dev.assay.transforms.read;

/**
 * The elements of a list, one after the other, as a {@link RecordReader} gives the list as a field.
 *
 * <p>Such a field is a text, so that it can travel in a {@link Record}: {@code [}, then each
 * element as <code>{</code> and its fields, a field as the number of its bytes in UTF-8, a colon
 * and those bytes, or {@code -} where it is null. An element that is no object is {@code !} and its
 * JSON, written like a field; and so is what is no list. The element with {@code "id":7} and no
 * other of two fields makes <code>[{1:7-</code>.
 */
public final class ListElements implements Fields {
  private static final char LIST = '[';
  private static final char OBJECT = '{';
  private static final char OTHER = '!';
  private static final char NULL = '-';
  private static final char LENGTH_END = ':';

  private final int[] starts;
  private final int[] ends;
  private byte[] bytes = new byte[0];
  private int position;
  private int limit;
  private boolean isList;
  private boolean isObject;

  /** Where the JSON stands of what is no object, or no list. */
  private int otherStart;

  private int otherEnd;

  /**
   * @param fields how many fields an element has
   */
  public ListElements(int fields) {
    this.starts = new int[fields];
    this.ends = new int[fields];
  }

  /** Starts a list: its elements follow. */
  static void begin(JsonText into) {
    into.append(LIST);
  }

  /** Puts an element behind those before. */
  static void append(JsonMembers element, JsonText into) {
    into.append(OBJECT);
    for (int i = 0; i < element.size(); i++) {
      if (element.kind(i) == RecordReader.NULL) {
        into.append(NULL);
      } else {
        append(element.text(), element.start(i), element.end(i), into);
      }
    }
  }

  /** Puts something that is no object, or no list, where one should be. */
  static void appendOther(JsonText other, JsonText into) {
    into.append(OTHER);
    append(other, 0, other.length(), into);
  }

  private static void append(JsonText text, int start, int end, JsonText into) {
    into.append(end - start);
    into.append(LENGTH_END);
    into.append(text.bytes(), start, end);
  }

  /** Stands before the first element of the list that is this field. */
  public void over(byte[] source, int start, int end) {
    bytes = source;
    position = start + 1;
    limit = end;
    isList = source[start] == LIST;
    isObject = false;
    if (!isList) {
      readOther();
    }
  }

  /** Whether it is a list; if not, it has no elements. */
  public boolean isList() {
    return isList;
  }

  /** Moves to the next element, if there is one. */
  public boolean next() {
    if (position >= limit) {
      return false;
    }
    isObject = bytes[position++] == OBJECT;
    if (!isObject) {
      readOther();
      return true;
    }
    for (int i = 0; i < starts.length; i++) {
      readField(i);
    }
    return true;
  }

  /** Whether the element is an object; if not, it has no fields. */
  public boolean isObject() {
    return isObject;
  }

  /** Where the JSON of what is no list, or of an element that is no object, starts. */
  public int otherStart() {
    return otherStart;
  }

  /** Where it ends, exclusive. */
  public int otherEnd() {
    return otherEnd;
  }

  private void readOther() {
    int length = readLength();
    otherStart = position;
    position += length;
    otherEnd = position;
  }

  private void readField(int field) {
    if (bytes[position] == NULL) {
      starts[field] = position++;
      ends[field] = -1;
      return;
    }
    int length = readLength();
    starts[field] = position;
    position += length;
    ends[field] = position;
  }

  /** Reads the number of the bytes that follow. */
  private int readLength() {
    int length = 0;
    while (bytes[position] != LENGTH_END) {
      length = length * 10 + bytes[position++] - '0';
    }
    position++;
    return length;
  }

  @Override
  public int size() {
    return isObject ? starts.length : 0;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int start(int field) {
    return starts[field];
  }

  @Override
  public int end(int field) {
    return ends[field];
  }

  @Override
  public boolean isQuoted(int field) {
    return true;
  }

  @Override
  public boolean isNull(int field) {
    return ends[field] < 0;
  }
}
