// Written by SlackCallsTests: what the functions send to Slack.
import type { KnownBlock } from '@slack/types';
import type { ChatPostMessageArguments, ChatUpdateArguments, ViewsOpenArguments } from '@slack/web-api';

type Blocks = { blocks: KnownBlock[] };

// prettier-ignore
export const question = {
  "channel": "UA",
  "text": "Approval wanted: Deploy v2 &lt;now&gt;?",
  "blocks": [
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "text",
              "text": "A process waits for your decision:",
              "style": {
                "bold": true
              }
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_quote",
          "elements": [
            {
              "type": "text",
              "text": "Deploy v2 <now>?"
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "link",
              "url": "https://example.com/changes/7",
              "text": "https://example.com/changes/7"
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "text",
              "text": "Requested by:",
              "style": {
                "bold": true
              }
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_quote",
          "elements": [
            {
              "type": "text",
              "text": "pipeline"
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "text",
              "text": "Message:",
              "style": {
                "bold": true
              }
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_quote",
          "elements": [
            {
              "type": "text",
              "text": "It changes prices.\nPlease look."
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "text",
              "text": "Details:",
              "style": {
                "bold": true
              }
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_preformatted",
          "elements": [
            {
              "type": "text",
              "text": "{\n  \"version\": 2\n}"
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "text",
              "text": "It takes 2 approvals; 0 so far. One rejection rejects it."
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "text",
              "text": "The request expires: "
            },
            {
              "type": "date",
              "timestamp": 1795172400,
              "format": "{date_long_pretty} at {time}",
              "fallback": "2026-11-20 11:00:00 UTC"
            }
          ]
        }
      ]
    },
    {
      "type": "actions",
      "elements": [
        {
          "type": "button",
          "action_id": "approve",
          "text": {
            "type": "plain_text",
            "text": "Approve",
            "emoji": false
          },
          "value": "5f1c6a52-3c0e-4d0c-9a53-2f4f3f1f7d10",
          "style": "primary"
        },
        {
          "type": "button",
          "action_id": "reject",
          "text": {
            "type": "plain_text",
            "text": "Reject",
            "emoji": false
          },
          "value": "5f1c6a52-3c0e-4d0c-9a53-2f4f3f1f7d10",
          "style": "danger"
        },
        {
          "type": "button",
          "action_id": "open",
          "text": {
            "type": "plain_text",
            "text": "Open",
            "emoji": false
          },
          "url": "https://site.example/approval.html#id=5f1c6a52-3c0e-4d0c-9a53-2f4f3f1f7d10"
        }
      ]
    }
  ],
  "unfurl_links": false,
  "unfurl_media": false
} satisfies ChatPostMessageArguments & Blocks;

// prettier-ignore
export const reminder = {
  "channel": "DA",
  "text": "Reminder 1 of 2: this request still waits for your decision. Deploy v2 &lt;now&gt;?",
  "blocks": [
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "user",
              "user_id": "UA"
            },
            {
              "type": "text",
              "text": " "
            },
            {
              "type": "text",
              "text": "Reminder 1 of 2: this request still waits for your decision. It expires: "
            },
            {
              "type": "date",
              "timestamp": 1795172400,
              "format": "{date_long_pretty} at {time}",
              "fallback": "2026-11-20 11:00:00 UTC"
            }
          ]
        }
      ]
    }
  ],
  "unfurl_links": false,
  "unfurl_media": false,
  "thread_ts": "1.1"
} satisfies ChatPostMessageArguments & Blocks;

// prettier-ignore
export const inChannel = {
  "channel": "C012345678",
  "text": "Approval wanted: Deploy v2 &lt;now&gt;?",
  "blocks": [
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "text",
              "text": "A process waits for a decision:",
              "style": {
                "bold": true
              }
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_quote",
          "elements": [
            {
              "type": "text",
              "text": "Deploy v2 <now>?"
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "link",
              "url": "https://example.com/changes/7",
              "text": "https://example.com/changes/7"
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "text",
              "text": "Requested by:",
              "style": {
                "bold": true
              }
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_quote",
          "elements": [
            {
              "type": "text",
              "text": "pipeline"
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "text",
              "text": "Message:",
              "style": {
                "bold": true
              }
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_quote",
          "elements": [
            {
              "type": "text",
              "text": "It changes prices.\nPlease look."
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "text",
              "text": "Details:",
              "style": {
                "bold": true
              }
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_preformatted",
          "elements": [
            {
              "type": "text",
              "text": "{\n  \"version\": 2\n}"
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "text",
              "text": "Who can decide:",
              "style": {
                "bold": true
              }
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_quote",
          "elements": [
            {
              "type": "text",
              "text": "a@example.com, b@example.com, c@example.com"
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "text",
              "text": "It takes 2 approvals; 0 so far. One rejection rejects it."
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "text",
              "text": "The request expires: "
            },
            {
              "type": "date",
              "timestamp": 1795172400,
              "format": "{date_long_pretty} at {time}",
              "fallback": "2026-11-20 11:00:00 UTC"
            }
          ]
        }
      ]
    },
    {
      "type": "actions",
      "elements": [
        {
          "type": "button",
          "action_id": "approve",
          "text": {
            "type": "plain_text",
            "text": "Approve",
            "emoji": false
          },
          "value": "5f1c6a52-3c0e-4d0c-9a53-2f4f3f1f7d10",
          "style": "primary"
        },
        {
          "type": "button",
          "action_id": "reject",
          "text": {
            "type": "plain_text",
            "text": "Reject",
            "emoji": false
          },
          "value": "5f1c6a52-3c0e-4d0c-9a53-2f4f3f1f7d10",
          "style": "danger"
        },
        {
          "type": "button",
          "action_id": "open",
          "text": {
            "type": "plain_text",
            "text": "Open",
            "emoji": false
          },
          "url": "https://site.example/approval.html#id=5f1c6a52-3c0e-4d0c-9a53-2f4f3f1f7d10"
        }
      ]
    }
  ],
  "unfurl_links": false,
  "unfurl_media": false
} satisfies ChatPostMessageArguments & Blocks;

// prettier-ignore
export const outcome = {
  "channel": "DA",
  "text": "Rejected by b@example.com: Deploy v2 &lt;now&gt;?",
  "blocks": [
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "emoji",
              "name": "no_entry"
            },
            {
              "type": "text",
              "text": " Rejected by b@example.com, ",
              "style": {
                "bold": true
              }
            },
            {
              "type": "date",
              "timestamp": 1795168800,
              "format": "{date_long_pretty} at {time}",
              "fallback": "2026-11-20 10:00:00 UTC"
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_quote",
          "elements": [
            {
              "type": "text",
              "text": "Deploy v2 <now>?"
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "text",
              "text": "b@example.com wrote:",
              "style": {
                "bold": true
              }
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_quote",
          "elements": [
            {
              "type": "text",
              "text": "Not on a Friday"
            }
          ]
        }
      ]
    },
    {
      "type": "rich_text",
      "elements": [
        {
          "type": "rich_text_section",
          "elements": [
            {
              "type": "link",
              "url": "https://site.example/approval.html#id=5f1c6a52-3c0e-4d0c-9a53-2f4f3f1f7d10",
              "text": "Open the request"
            }
          ]
        }
      ]
    }
  ],
  "ts": "1.1"
} satisfies ChatUpdateArguments & Blocks;

// prettier-ignore
export const form = {
  "trigger_id": "1.2",
  "view": {
    "type": "modal",
    "title": {
      "type": "plain_text",
      "text": "Approve",
      "emoji": false
    },
    "blocks": [
      {
        "type": "rich_text",
        "elements": [
          {
            "type": "rich_text_quote",
            "elements": [
              {
                "type": "text",
                "text": "Deploy v2 <now>?"
              }
            ]
          }
        ]
      },
      {
        "type": "input",
        "block_id": "fields.ticket",
        "label": {
          "type": "plain_text",
          "text": "Change ticket",
          "emoji": false
        },
        "optional": false,
        "element": {
          "type": "plain_text_input",
          "multiline": false,
          "max_length": 200,
          "action_id": "value"
        },
        "hint": {
          "type": "plain_text",
          "text": "Such as CHG-1",
          "emoji": false
        }
      },
      {
        "type": "input",
        "block_id": "fields.share",
        "label": {
          "type": "plain_text",
          "text": "Share of users",
          "emoji": false
        },
        "optional": true,
        "element": {
          "type": "number_input",
          "is_decimal_allowed": true,
          "action_id": "value"
        }
      },
      {
        "type": "input",
        "block_id": "fields.where",
        "label": {
          "type": "plain_text",
          "text": "Where",
          "emoji": false
        },
        "optional": true,
        "element": {
          "type": "static_select",
          "options": [
            {
              "text": {
                "type": "plain_text",
                "text": "here",
                "emoji": false
              },
              "value": "0"
            },
            {
              "text": {
                "type": "plain_text",
                "text": "there",
                "emoji": false
              },
              "value": "1"
            }
          ],
          "action_id": "value"
        }
      },
      {
        "type": "input",
        "block_id": "comment",
        "label": {
          "type": "plain_text",
          "text": "Comment",
          "emoji": false
        },
        "optional": true,
        "element": {
          "type": "plain_text_input",
          "multiline": true,
          "max_length": 1000,
          "action_id": "value"
        }
      }
    ],
    "callback_id": "approve",
    "private_metadata": "5f1c6a52-3c0e-4d0c-9a53-2f4f3f1f7d10",
    "submit": {
      "type": "plain_text",
      "text": "Approve",
      "emoji": false
    },
    "close": {
      "type": "plain_text",
      "text": "Cancel",
      "emoji": false
    }
  }
} satisfies ViewsOpenArguments & { view: Blocks };

// prettier-ignore
export const refusal = {
  "trigger_id": "1.2",
  "view": {
    "type": "modal",
    "title": {
      "type": "plain_text",
      "text": "Approval",
      "emoji": false
    },
    "blocks": [
      {
        "type": "rich_text",
        "elements": [
          {
            "type": "rich_text_section",
            "elements": [
              {
                "type": "text",
                "text": "You were not asked: a@example.com, b@example.com, c@example.com can decide."
              }
            ]
          }
        ]
      }
    ]
  }
} satisfies ViewsOpenArguments & { view: Blocks };
