namespace Amazon.Lambda.S3Events;

/// <summary>
/// The event that Amazon S3 hands to a function: at least once for each change, and not always in their order. Of its
/// members these are the ones that the functions read; one that the event lacks is null, or 0.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html</remarks>
public class S3Event
{
    /// <summary>What happened, change by change.</summary>
    public List<S3EventNotificationRecord> Records { get; set; }

    /// <summary>A change in a bucket.</summary>
    public class S3EventNotificationRecord
    {
        /// <summary>When S3 was done with the request (UTC).</summary>
        public DateTime EventTime { get; set; }

        /// <summary>The bucket and the object.</summary>
        public S3Entity S3 { get; set; }
    }

    /// <summary>What is known about bucket and object.</summary>
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
        /// Its key, URL-encoded as in a form: a space is <c>+</c>, an umlaut is the <c>%XX</c> of its UTF-8.
        /// <see cref="System.Net.WebUtility.UrlDecode"/> makes the key of it.
        /// </summary>
        public string Key { get; set; }

        /// <summary>Its size in bytes; 0 where the event has none, as for a deletion.</summary>
        public long Size { get; set; }

        /// <summary>Its entity tag.</summary>
        public string ETag { get; set; }

        /// <summary>
        /// A hexadecimal number that is greater for the later of two changes to the same key; the shorter of two is
        /// filled up with zeros on its left. Null for other changes than writing and deleting.
        /// </summary>
        public string Sequencer { get; set; }
    }
}
