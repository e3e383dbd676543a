using System.Reflection;
using ApprovalWorkflow.Contract;

namespace ApprovalWorkflow.Tests.Website;

/// <summary>The website's module of shared constants is generated from the contract.</summary>
public class WebsiteContractTests
{
    private static readonly string _file = Repository.PathOf("src/website/base/contract.ts");

    [Fact]
    public async Task Its_module_matches_the_contract()
    {
        var written = await System.IO.File.ReadAllTextAsync(_file);
        if (written == Module) return;

        await System.IO.File.WriteAllTextAsync(_file, Module);
        Assert.Fail($"{_file} did not say what the contract says. It is written anew: commit it.");
    }

    private static string Images =>
        $"{{ prefixes: {List(ImagePrefixes.All)}, linkSeconds: {Limits.ImageLinkSeconds} }}";

    private static string Module => $$"""
        // Generated from src/ApprovalWorkflow.Contract by its test; do not edit.

        /** The statuses of a request. */
        export const statuses = {{List(Values(typeof(ApprovalStatus)))}} as const;

        /** The statuses of a report. */
        export const reportStatuses = {{List(Values(typeof(ReportStatus)))}} as const;

        /** What an approver can decide. */
        export const decisions = {{List(Values(typeof(Decisions)))}} as const;

        /** What an approver can be asked to fill in. */
        export const fieldTypes = {{List(Values(typeof(ApprovalField)))}} as const;

        /** What can happen to a request. */
        export const requestEvents = [
          {{string.Join("\n  ", Values(typeof(RequestEvents)).Select(value => $"'{value}',"))}}
        ] as const;

        /** Lengths of texts in UTF-16 units, as in JavaScript and .NET, and numbers of items in one answer. */
        export const limits = {
          commentLength: {{Limits.CommentLength}},
          personNameLength: {{Limits.PersonNameLength}},
          searchLength: {{Limits.SearchLength}},
          numberLength: {{Limits.NumberLength}},
          defaultItems: {{Limits.DefaultListItems}},
          mostItems: {{Limits.ListItems}},
        } as const;

        /** The key of an approver's link: the header that carries it, and its length in characters (base64url). */
        export const linkKey = { header: '{{ApiHeaders.LinkKey}}', length: {{Limits.LinkKeyLength}} } as const;

        /** The parameter of a call that reads a request: `true` once a person has used the page. */
        export const openedParameter = '{{ApiParameters.Opened}}';

        /** The prefixes of the stack's images, and how many seconds an image's address works for a link's holder. */
        export const images = {{Images}} as const;

        /** The API's lists besides one for each status: past requests, and two lists of pending ones. */
        export const requestLists = {
          past: '{{RequestLists.Past}}',
          waitingForMe: '{{RequestLists.WaitingForMe}}',
          waitingForOthers: '{{RequestLists.WaitingForOthers}}',
        } as const;

        /** The actor of events that no person caused: the workflow itself. */
        export const actors = { workflow: '{{Actors.Workflow}}' } as const;

        /** The characters that are spelled out in text that others wrote, as regular expressions. */
        export const foreignCharacters = {
          kept: {{Patterns(ForeignCharacters.Kept)}},
          hidden: {{Patterns(ForeignCharacters.Hidden)}},
          spaces: {{Patterns(ForeignCharacters.Spaces)}},
        } as const;

        """.ReplaceLineEndings("\n");

    private static string List(IEnumerable<string> values) =>
        $"[{string.Join(", ", values.Select(value => $"'{value}'"))}]";

    private static string Patterns(IEnumerable<string> patterns) =>
        $"[\n{string.Concat(patterns.Select(pattern => $"    String.raw`{pattern}`,\n"))}  ]";

    /// <summary>A type's text constants, in the order of the source.</summary>
    private static IEnumerable<string> Values(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .OrderBy(field => field.MetadataToken)
        .Select(field => (string)field.GetRawConstantValue()!);
}
