using System.Text.RegularExpressions;

namespace ApprovalWorkflow.Tests.Contracts;

/// <summary>Reads one JSONPath or intrinsic function of a state, as far as this repository's states use them.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html</remarks>
/// <param name="input">What <c>$</c> is.</param>
/// <param name="item">What <c>$$.Map.Item.Value</c> is, in a Map state.</param>
internal sealed partial class PathReader(Findings findings, string where, string text, Shape input, Shape? item)
{
    private int _at;

    public Shape Read()
    {
        var value = Expression();
        return _at == text.Length ? value : NotFollowed(text[_at..]);
    }

    /// <summary>The names and places of a path, or null if it cannot be followed.</summary>
    public static string[]? Segments(string path) => WholePath().Match(path) is { Success: true } match
        ? [.. match.Groups[1].Captures.Select(capture => capture.Value.TrimStart('.'))]
        : null;

    private Shape Expression()
    {
        if (Take(Call()) is { } call) return Result(call.Groups[1].Value, Arguments());
        if (Take(Context()) is { } context)
            return context.Value != "$$.Map.Item.Value" ? Shape.Plain : item ?? NotFollowed(context.Value);
        if (Take(Path()) is { } path)
            return Segments(path.Value)!.Aggregate(input, (value, name) => findings.Member(where, value, name));
        return Take(Literal()) is null ? NotFollowed(text[_at..]) : Shape.Plain;
    }

    private List<Shape> Arguments()
    {
        var arguments = new List<Shape>();
        while (Take(End()) is null)
        {
            arguments.Add(Expression());
            if (Take(Comma()) is null && (_at == text.Length || text[_at] != ')'))
            {
                NotFollowed(text[_at..]);
                break;
            }
        }
        return arguments;
    }

    private Shape Result(string function, List<Shape> arguments) => function switch
    {
        "Format" or "JsonToString" or "MathAdd" or "UUID" => Shape.Plain,
        "StringSplit" => Shape.List(Shape.Plain),
        "StringToJson" => Shape.Unknown("JSON in a text"),
        "ArrayGetItem" => findings.Member(where, arguments[0], "[0]"),
        _ => NotFollowed($"States.{function}"),
    };

    private Shape NotFollowed(string what)
    {
        findings.Problem($"{where}: cannot be followed at {what}");
        _at = text.Length;
        return Shape.Unknown("what cannot be followed");
    }

    private Match? Take(Regex token)
    {
        var match = token.Match(text, _at);
        if (!match.Success) return null;
        _at += match.Length;
        return match;
    }

    [GeneratedRegex(@"\GStates\.(\w+)\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"\G\$\$\.(Execution\.(Id|Name|StartTime)|State\.EnteredTime|Task\.Token|Map\.Item\.Value)\b")]
    private static partial Regex Context();

    [GeneratedRegex(@"\G\$(\.\w+|\[\d+\])*")]
    private static partial Regex Path();

    [GeneratedRegex(@"^\$(\.\w+|\[\d+\])*$")]
    private static partial Regex WholePath();

    [GeneratedRegex(@"\G('(\\.|[^'\\])*'|-?\d+(\.\d+)?|true|false|null)", RegexOptions.Singleline)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\G\s*,\s*")]
    private static partial Regex Comma();

    [GeneratedRegex(@"\G\s*\)")]
    private static partial Regex End();
}
