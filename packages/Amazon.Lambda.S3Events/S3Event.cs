namespace Amazon.Lambda.S3Events;

/// <summary>
/// The event that Amazon S3 sends to a function: at least once for each change, and not always in order. This class has
/// only the members that the functions read. A member that the event lacks is null or 0.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html</remarks>
public class S3Event
{
    /// <summary>The changes.</summary>
    public List<S3EventNotificationRecord> Records { get; set; }

    /// <summary>A change in a bucket.</summary>
    public class S3EventNotificationRecord
    {
        /// <summary>When S3 finished the request (UTC).</summary>
        public DateTime EventTime { get; set; }

        /// <summary>The bucket and the object.</summary>
        public S3Entity S3 { get; set; }
    }

    /// <summary>A bucket and an object in it.</summary>
    public class S3Entity
    {
        public S3BucketEntity Bucket { get; set; }

        public S3ObjectEntity Object { get; set; }
    }

    /// <summary>A bucket.</summary>
    public class S3BucketEntity
    {
        public string Name { get; set; }
    }

    /// <summary>An object in a bucket.</summary>
    public class S3ObjectEntity
    {
        /// <summary>
        /// Its key, URL-encoded as in a form: a space is <c>+</c>, other bytes are <c>%XX</c>.
        /// <see cref="System.Net.WebUtility.UrlDecode"/> decodes it.
        /// </summary>
        public string Key { get; set; }

        /// <summary>Its size in bytes; 0 if the event has none, as for a deletion.</summary>
        public long Size { get; set; }

        /// <summary>Its entity tag.</summary>
        public string ETag { get; set; }

        /// <summary>
        /// A hexadecimal number that grows with each change to the same key. To compare two, pad the shorter with zeros
        /// on the left. Null except for writes and deletions.
        /// </summary>
        public string Sequencer { get; set; }
    }
}
