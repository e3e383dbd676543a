using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Web;
using Amazon.Runtime;
using Amazon.S3;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Tests.Emulators;
using FsCheck;
using FsCheck.Fluent;
using static ApprovalWorkflow.Functions.Tests.BadInput;

namespace ApprovalWorkflow.Functions.Tests.Images;

/// <summary>Objects of any bytes as a request's image.</summary>
public sealed class BadImagesTests
{
    private static readonly byte[] _jpeg = [0xFF, 0xD8, 0xFF];
    private static readonly byte[] _png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly Gen<byte[]> _bytes = Gen.OneOf(
        ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => bytes ?? []),
        Text.Select(Encoding.UTF8.GetBytes),
        Gen.Elements("<svg onload='alert(1)'>", "GIF89a", "%PDF-1.7", "RIFF\0\0\0\0WEBP", "BM").Select(
            Encoding.Latin1.GetBytes),
        from start in Gen.Elements(_jpeg, _png)
        from length in Gen.Choose(0, start.Length)
        from rest in ArbMap.Default.GeneratorFor<byte[]>()
        select start[..length].Concat(rest ?? []).ToArray());

    [Fact]
    public void An_object_is_served_as_the_image_that_its_bytes_are_or_not_at_all()
    {
        var objects = new ConcurrentDictionary<string, byte[]>();
        using var s3 = new AmazonS3Client(new BasicAWSCredentials("local", "local"), new AmazonS3Config
        {
            ServiceURL = "http://localhost",
            AuthenticationRegion = "us-east-1",
            ForcePathStyle = true,
            HttpClientFactory = new QuickAnswers(request => new(HttpStatusCode.OK)
            {
                Content = new ByteArrayContent(objects[KeyOf(request.RequestUri!)]),
            }),
        });
        var links = new ImageLinks(() => s3, "frames-bucket", TimeProvider.System);
        Holds(
            // A request cannot have other keys: clients resolve these parts.
            from name in Text.Where(text => !text.Split('/').Any(part => part is "." or ".."))
            from bytes in _bytes
            select (Name: string.Concat(name.EnumerateRunes()), bytes),
            async image =>
            {
                var key = $"{ImagePrefixes.Frames}{Guid.NewGuid()}{image.Name}";
                objects[key] = image.bytes;
                var type = image.bytes.AsSpan().StartsWith(_jpeg) ? "image/jpeg"
                    : image.bytes.AsSpan().StartsWith(_png) ? "image/png" : null;
                if (await links.ToAsync(new StoredImage("frames-bucket", key)) is not { } link) return type is null;
                var url = new Uri(link);
                return HttpUtility.ParseQueryString(url.Query)["response-content-type"] == type && KeyOf(url) == key;
            });
    }

    private static string KeyOf(Uri url) => Uri.UnescapeDataString(url.AbsolutePath).Split('/', 3)[2];
}
