using System.Net;
using System.Text;
using Amazon.Lambda.S3Events;
using ApprovalWorkflow.Functions.Faces;
using ApprovalWorkflow.Functions.Tests.Emulators;
using FsCheck.Fluent;
using static ApprovalWorkflow.Functions.Tests.BadInput;

namespace ApprovalWorkflow.Functions.Tests.Faces;

/// <summary>Objects of any key and size in the bucket of frames. Each is counted, and none starts anything.</summary>
[Collection(nameof(Dynalite))]
public sealed class BadFramesTests(Dynalite dynalite) : IAsyncLifetime
{
    private static readonly string[] _outcomes = ["empty", "tooLarge", "gone", "notAnImage", "noFace", "tooPoor"];

    private GivenFaces _given = null!;

    public async Task InitializeAsync()
    {
        _given = await new GivenFaces(dynalite).WithTableAsync();
        _given.Faces.Images["frames/broken"] = null;
        _given.Faces.Images["frames/a b+c%41/é.jpg"] = [];
        _given.Faces.Images["frames/\n"] = [new DrawnFace("blurred", GivenFaces.Left)];
    }

    public Task DisposeAsync()
    {
        _given.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void An_object_of_any_key_and_size_is_counted_and_starts_nothing()
    {
        Holds(
            from name in Gen.OneOf(Text, Gen.Elements("broken", "a b+c%41/é.jpg", "\n", "a//b", "../people/1", "/"))
            from size in Gen.Frequency(
                (4, Gen.Constant(0L)), (3, Gen.Elements(Frame.SizeLimit + 1, long.MaxValue)), (1, Gen.Constant(1000L)))
            from eTag in Gen.OneOf(Gen.Constant("e"), Text)
            select (Key: ImagePrefixes.Frames + Unicode(name), size, eTag),
            async put =>
            {
                var context = new LambdaContext();
                var input = EventOf(put.Key, put.size, put.eTag);
                await _given.Recognize().HandleAsync(input, context);
                var frame = Frame.Of(input.Records[0]);
                var line = context.Lines.Last();
                return frame.Key == put.Key
                    && frame.Id.All(char.IsAsciiHexDigitLower)
                    && frame.Camera.Length <= put.Key.Length
                    && line.Contains(put.Key, StringComparison.Ordinal)
                    && _outcomes.Contains(line.Split(' ')[^1]);
            });
        Assert.Empty(_given.Faces.Started);
        Assert.Empty(_given.Faces.Written);
        Assert.Empty(_given.Aws.Mails);
    }

    /// <summary>Nobody but S3 writes a key's encoding. If it is broken, the frame is not found, and counted.</summary>
    [Fact]
    public void A_key_that_is_not_well_encoded_is_counted() => Holds(
        from text in Text
        select EventJson($"frames/%{text}", 1000, "e"),
        async json =>
        {
            var context = new LambdaContext();
            await _given.Recognize().HandleAsync(Read(json), context);
            return context.Lines.Last().EndsWith(" gone", StringComparison.Ordinal);
        },
        count: 1000);

    /// <summary>As S3 sends it: with a key that is encoded like a form.</summary>
    private static S3Event EventOf(string key, long size, string eTag) =>
        Read(EventJson(WebUtility.UrlEncode(key).Replace("%2F", "/", StringComparison.Ordinal), size, eTag));

    private static string EventJson(string key, long size, string eTag) => $$"""
        {"Records":[{"eventTime":"2026-11-20T10:02:00.000Z","s3":{"bucket":{"name":"frames"},"object":
        {"key":{{JsonSerializer.Serialize(key)}},"size":{{size}},"eTag":{{JsonSerializer.Serialize(eTag)}},
         "sequencer":"0A"} } }]}
        """;

    private static S3Event Read(string json) =>
        LambdaJson.Serializer.Deserialize<S3Event>(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    /// <summary>A key of S3 is Unicode.</summary>
    private static string Unicode(string text) => string.Concat(text.EnumerateRunes());
}
