using System.Globalization;
using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Faces;

/// <summary>Photos of single people, cut out of the group photos of the face detection's package.</summary>
internal static class Photos
{
    /// <summary>A person of a group photo, from left to right.</summary>
    /// <param name="margin">The margin around the face, in widths of the face.</param>
    /// <param name="brightness">1 keeps the brightness.</param>
    /// <param name="scale">1 keeps the size.</param>
    public static async Task<byte[]> OfAsync(
        LocalStack stack, Browser browser, int photo, int person, double margin =
            1, double brightness = 1, double scale = 1)
    {
        var bytes = await File.ReadAllBytesAsync(
            Path.Combine(LocalStack.Root, "node_modules", "@vladmandic", "face-api", "demo", $"sample{photo}.jpg"));
        var group = Convert.ToBase64String(bytes);
        var detected = await stack.RekognitionAsync("DetectFaces", new { Image = new { Bytes = group } });
        var box = detected.GetProperty("FaceDetails").EnumerateArray().Select(face => face.GetProperty("BoundingBox"))
            .OrderBy(each => each.GetProperty("Left").GetDouble()).ElementAt(person);
        await using var page = await browser.OpenAsync("about:blank");
        var cut = await page.Page.EvaluateAsync<string>(
            """
            async ({group, box, margin, brightness, scale}) => {
              const image = new Image();
              image.src = `data:image/jpeg;base64,${group}`;
              await image.decode();
              const {naturalWidth: w, naturalHeight: h} = image;
              const room = box.Width * w * margin;
              const left = Math.max(0, box.Left * w - room), top = Math.max(0, box.Top * h - room);
              const width = Math.min(w, (box.Left + box.Width) * w + room) - left;
              const height = Math.min(h, (box.Top + box.Height) * h + room) - top;
              const size = {width: width * scale, height: height * scale};
              const canvas = Object.assign(document.createElement('canvas'), size);
              const context = canvas.getContext('2d');
              context.filter = `brightness(${brightness})`;
              context.drawImage(image, left, top, width, height, 0, 0, canvas.width, canvas.height);
              return canvas.toDataURL('image/jpeg', 0.92).split(',')[1];
            }
            """,
            new
            {
                group,
                box = new
                {
                    Left = Of(box, "Left"),
                    Top = Of(box, "Top"),
                    Width = Of(box, "Width"),
                    Height = Of(box, "Height"),
                },
                margin,
                brightness,
                scale,
            });
        return Convert.FromBase64String(cut);
    }

    private static double Of(JsonElement box, string member) =>
        double.Parse(box.GetProperty(member).GetRawText(), CultureInfo.InvariantCulture);
}
