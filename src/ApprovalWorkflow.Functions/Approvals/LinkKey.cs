using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// The key in an approver's link: 128 random bits in base64url. Its holder is taken for that
/// approver, so only their mail has it. The table has its SHA-256.
/// </summary>
public static class LinkKey
{
    private const int Bytes = 16;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The key's SHA-256 in hexadecimal, or null if the text cannot be a key.</summary>
    public static string? Hash(string? key) => key is { Length: Limits.LinkKeyLength } && Base64Url.IsValid(key)
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)))
        : null;
}
