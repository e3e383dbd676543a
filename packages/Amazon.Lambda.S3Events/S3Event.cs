using System.Text.Json.Serialization;

namespace Amazon.Lambda.S3Events;

/// <summary>
/// The event that Amazon S3 hands to a function: at least once for each change, and not always in their order. A member
/// that the event lacks is null, or 0; an event is at most 64 KB.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html</remarks>
public class S3Event
{
    /// <summary>What happened, change by change.</summary>
    public List<S3EventNotificationRecord> Records { get; set; }

    /// <summary>Somebody known to AWS.</summary>
    public class UserIdentityEntity
    {
        /// <summary>Their id.</summary>
        public string PrincipalId { get; set; }
    }

    /// <summary>A bucket.</summary>
    public class S3BucketEntity
    {
        /// <summary>Its name.</summary>
        public string Name { get; set; }

        /// <summary>Whose it is.</summary>
        public UserIdentityEntity OwnerIdentity { get; set; }

        /// <summary>Its ARN.</summary>
        public string Arn { get; set; }
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

        /// <summary>Its version, in a bucket that keeps versions.</summary>
        public string VersionId { get; set; }

        /// <summary>
        /// A hexadecimal number that is greater for the later of two changes to the same key; the shorter of two is
        /// filled up with zeros on its left. Null for other changes than writing and deleting.
        /// </summary>
        public string Sequencer { get; set; }
    }

    /// <summary>What is known about bucket and object.</summary>
    public class S3Entity
    {
        /// <summary>The id of the notification in the bucket's configuration.</summary>
        public string ConfigurationId { get; set; }

        /// <summary>The bucket.</summary>
        public S3BucketEntity Bucket { get; set; }

        /// <summary>The object.</summary>
        public S3ObjectEntity Object { get; set; }

        /// <summary>The version of this part of the event.</summary>
        public string S3SchemaVersion { get; set; }
    }

    /// <summary>The request that made the change.</summary>
    public class RequestParametersEntity
    {
        /// <summary>The IP address that it came from.</summary>
        public string SourceIPAddress { get; set; }
    }

    /// <summary>The answer to the request that made the change.</summary>
    public class ResponseElementsEntity
    {
        /// <summary>The host that answered it.</summary>
        [JsonPropertyName("x-amz-id-2")]
        public string XAmzId2 { get; set; }

        /// <summary>The request's id.</summary>
        [JsonPropertyName("x-amz-request-id")]
        public string XAmzRequestId { get; set; }
    }

    /// <summary>What is known about an object that came back from an archive.</summary>
    public class S3GlacierEventDataEntity
    {
        /// <summary>The restoration.</summary>
        public S3RestoreEventDataEntity RestoreEventData { get; set; }
    }

    /// <summary>A restoration from an archive.</summary>
    public class S3RestoreEventDataEntity
    {
        /// <summary>When it ends (UTC).</summary>
        public DateTime LifecycleRestorationExpiryTime { get; set; }

        /// <summary>The storage class that the object came from.</summary>
        public string LifecycleRestoreStorageClass { get; set; }
    }

    /// <summary>A change in a bucket.</summary>
    public class S3EventNotificationRecord
    {
        /// <summary>The bucket's region.</summary>
        public string AwsRegion { get; set; }

        /// <summary>What happened, as <c>ObjectCreated:Put</c>, without the <c>s3:</c> of configurations.</summary>
        public string EventName { get; set; }

        /// <summary>Always <c>aws:s3</c>.</summary>
        public string EventSource { get; set; }

        /// <summary>When S3 was done with the request (UTC).</summary>
        public DateTime EventTime { get; set; }

        /// <summary>The version of the event; one with another major version may be something else.</summary>
        public string EventVersion { get; set; }

        /// <summary>The request.</summary>
        public RequestParametersEntity RequestParameters { get; set; }

        /// <summary>Its answer.</summary>
        public ResponseElementsEntity ResponseElements { get; set; }

        /// <summary>The bucket and the object.</summary>
        public S3Entity S3 { get; set; }

        /// <summary>Who made the change.</summary>
        public UserIdentityEntity UserIdentity { get; set; }

        /// <summary>The restoration, of an <c>ObjectRestore:Completed</c> event.</summary>
        public S3GlacierEventDataEntity GlacierEventData { get; set; }
    }
}
