using System.Reflection;
using System.Text;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;
using FsCheck;
using FsCheck.Fluent;

namespace ApprovalWorkflow.Functions.Tests;

/// <summary>What nobody should send, and what comes near to what they should, for tests of many cases.</summary>
internal static class BadInput
{
    /// <summary>Cases of each endpoint.</summary>
    public const int Cases = 10_000;

    /// <summary>The trait that names the API's route that a test tries.</summary>
    public const string Route = "route";

    /// <summary>A call that takes longer hangs. None takes a second.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private static readonly string[] _oddTexts =
    [
        "", " ", "null", "undefined", "..", "../../etc/passwd", "%00", "%2e%2e%2f", "' OR 1=1 --", "{{7*7}}", "\u0000",
        "\uffff", "\ud800", "👩‍👩‍👧", "é", "__proto__", "{}", "[]", "0", "-1", "1e999", "true", "a=b&c=d", "\u202eevil",
        "\u2028", "a\r\nSubject: b", "<script>alert(1)</script>", "${jndi:ldap://x}", "(((a{0,99}){0,99}){0,99})",
        "arn:aws:states:us-east-1:000000000000:execution:a:b", "00000000-0000-0000-0000-000000000000", new('x', 1500),
    ];

    /// <summary>JSON that is valid and odd: half characters, deep nesting, and numbers beyond every type.</summary>
    private static readonly string[] _oddJson =
    [
        "null", "true", "0", "-0.0", "-1", "1e999", "1e-400", "123456789012345678901234567890.10", "2147483648",
        "\"\\ud800\"", "\"\\u0000\"", "\"\\u202e\"", "[]", "{}", "{\"\\ud800\":1}", """{"a":1,"a":2}""",
        Nested(90), Nested(700), Nested(5000),
    ];

    public static Gen<string> Guids { get; } =
        ArbMap.Default.GeneratorFor<Guid>().SelectMany(id => Gen.Elements("D", "N", "B", "X").Select(id.ToString));

    /// <summary>Texts in the form of a key, or nearly so.</summary>
    private static readonly Gen<string> _keyLike =
        from length in Gen.Elements(0, 1, 21, 22, 23, 43, 64)
        from characters in Gen.Elements("abcXYZ019-_", "abcXYZ019+/=", "äöü ").Select(
            set => Gen.Elements<char>(set.ToCharArray())).SelectMany(one => one.ArrayOf(length))
        select new string(characters);

    public static Gen<string> Text { get; } = Gen.OneOf(
        Gen.Elements(_oddTexts),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get),
        _keyLike,
        Guids);

    /// <summary>JSON of any kind, in which objects have some of these members, and others.</summary>
    public static Gen<string> Json(params string[] names) => Json(names, 3);

    private static Gen<string> Json(string[] names, int depth)
    {
        var plain = Gen.OneOf(
            Gen.Elements(_oddJson),
            Text.Select(text => JsonSerializer.Serialize(text)),
            ArbMap.Default.GeneratorFor<long>().Select(number => $"{number}"));
        if (depth == 0) return plain;
        var within = Json(names, depth - 1);
        var name = Gen.OneOf(Gen.Elements(["a", .. names]), Text).Select(text => JsonSerializer.Serialize(text));
        var member = from key in name from value in within select $"{key}:{value}";
        return Gen.Frequency(
            (2, plain),
            (1, Several(within).Select(items => $"[{string.Join(',', items)}]")),
            (2, Several(member).Select(members => $"{{{string.Join(',', members)}}}")));
    }

    private static Gen<T[]> Several<T>(Gen<T> one) => Gen.Choose(0, 4).SelectMany(one.ArrayOf);

    /// <summary>A text with a part cut out, repeated, or replaced.</summary>
    public static Gen<string> Mutated(string text) =>
        from start in Gen.Choose(0, text.Length)
        from end in Gen.Choose(start, Math.Min(text.Length, start + 8))
        from put in Gen.OneOf(
            Gen.Constant(""),
            Gen.Constant(text[start..end] + text[start..end]),
            Text,
            Gen.Elements("\"", ",", "{", "]"))
        select text[..start] + put + text[end..];

    /// <summary>An id of an item, and other texts in its place.</summary>
    public static Gen<string> Id(string id) =>
        Gen.OneOf(Gen.Constant(id), Gen.Constant(id.ToUpperInvariant()), Guids, Mutated(id), Text);

    /// <summary>Claims of which at least one denies access.</summary>
    /// <param name="request">Makes the call.</param>
    /// <param name="names">The claims that count.</param>
    public static Gen<ApiRequest> WrongClaims(Func<ApiRequest> request, params string[] names) =>
        from claim in Gen.Elements(names)
        from text in Text
        select WithClaim(
            Given.SignedIn(request()), claim, claim == "email" ? "" : "not" + text.Replace(' ', '_').Replace(',', '_'));

    /// <summary>What lets a reviewer in.</summary>
    public static string[] ReviewerClaims { get; } = ["token_use", "email", "email_verified", "cognito:groups"];

    private static ApiRequest WithClaim(ApiRequest request, string claim, string value)
    {
        request.RequestContext.Authorizer.Claims[claim] = value;
        return request;
    }

    /// <summary>The body as text, in base64, or wrongly marked as base64.</summary>
    public static ApiRequest Encoded(ApiRequest request, string encoding)
    {
        request.IsBase64Encoded = encoding != "plain";
        if (encoding == "base64") request.Body = Convert.ToBase64String(Encoding.UTF8.GetBytes(request.Body));
        if (encoding == "claimed") request.Body = "%" + request.Body;
        return request;
    }

    /// <summary>Each call is refused with a 4xx and a message: none gets a 5xx, none hangs.</summary>
    public static void Refuses(Gen<ApiRequest> calls, Func<ApiRequest, ILambdaContext, Task<ApiResponse>> handler) =>
        Holds(calls, async call =>
        {
            var answer = await handler(call, new LambdaContext());
            if (answer.StatusCode is >= 400 and < 500 && Message(answer).Length > 0) return true;
            throw new InvalidOperationException(
                $"{answer.StatusCode} {answer.Body} for {JsonSerializer.Serialize(call)}");
        });

    /// <summary>What must be true of each case. The calls are made beside each other.</summary>
    public static void Holds<T>(Gen<T> cases, Func<T, Task<bool>> property, int count = Cases) =>
        Prop.ForAll(
            cases.ToArbitrary(),
            each => Task.Run(() => property(each)).WaitAsync(_patience).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithParallelRunConfig(new ParallelRunConfig(4)));

    /// <summary>Whether a text is a JSON object in which a member is text.</summary>
    public static bool HasText(string json, string member)
    {
        try
        {
            // In base64, half a character becomes a whole one.
            var text = string.Concat(json.EnumerateRunes());
            return Given.Json(text).GetProperty(member).ValueKind == JsonValueKind.String;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return false;
        }
    }

    /// <summary>The routes that the tests of this assembly name.</summary>
    public static IEnumerable<string> TriedRoutes => Assembly.GetExecutingAssembly().GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetCustomAttributesData())
        .Where(data => data.AttributeType == typeof(TraitAttribute) && data.ConstructorArguments[0].Value is Route)
        .Select(data => (string)data.ConstructorArguments[1].Value!);

    private static string Message(ApiResponse answer) =>
        answer.Headers["Content-Type"].StartsWith("text/html", StringComparison.Ordinal)
            ? answer.Body.Split("<h1>")[1].Split("</h1>")[0]
            : Given.Json(answer.Body).GetProperty("message").GetString()!;

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}
