"use client";

import { useState } from "react";

import { Problem } from "@/lib/client/http";
import { useUpdateInstallation } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import type { Installation } from "@/lib/contracts/installations";
import type { SettingsField } from "@/lib/contracts/providers";
import { problemOfSetting } from "@/lib/contracts/settings-rules";

type Read = Pick<Installation, "settings" | "version">;
type Values = Readonly<Record<string, unknown>>;
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

export interface SettingsForm {
  values: Values;
  set: (key: string, value: unknown) => void;
  /** By the key of the field. */
  errors: Readonly<Record<string, string>>;
  /** Something the form itself knows of a value, such as that it is gone at the provider; null once it is right. */
  block: (key: string, message: string | null) => void;
  isShown: (field: SettingsField) => boolean;
  changed: readonly string[];
  /** What was changed and not saved. */
  entered: Values;
  saving: boolean;
  refused: string | null;
  /** The labels of what differs from what somebody else saved meanwhile. */
  conflict: readonly string[] | null;
  save: (onSaved: () => void, overTheirs?: boolean) => void;
  discard: () => void;
}

/**
 * What is entered over what is saved. Only what was changed is sent, with the version that it was read in, so that two
 * people never overwrite each other unseen.
 */
export function useSettingsForm(installation: Installation, fields: readonly SettingsField[]): SettingsForm {
  const { workspace } = useSession();
  const update = useUpdateInstallation(workspace.id, installation.id);
  const [entered, setEntered] = useState<Values>({});
  // What stood there when the first change was made; what others save before that is simply shown.
  const [begun, setBegun] = useState<Read>(installation);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [blocked, setBlocked] = useState<Readonly<Record<string, string>>>({});
  const [refused, setRefused] = useState<string | null>(null);
  const [conflict, setConflict] = useState(false);

  const saved = Object.keys(entered).length === 0 ? installation : begun;
  const values = { ...saved.settings, ...entered };
  const differing = fields.filter(({ key }) => !same(installation.settings[key], saved.settings[key]));
  const changed = Object.keys(entered).filter((key) => !same(entered[key], saved.settings[key]));
  const isShown = ({ when }: SettingsField): boolean => when === null || same(values[when.key], when.is);

  function set(key: string, value: unknown): void {
    setBegun(saved);
    setEntered((old) => ({ ...old, [key]: value }));
    setWrong(({ [key]: _right, ...rest }) => rest);
    setRefused(null);
  }

  /** Of what is seen; what another choice hides counts for nothing. */
  function check(): Readonly<Record<string, string>> {
    const found = fields.filter(isShown).flatMap((field): [string, string][] => {
      const message = blocked[field.key] ?? problemOfSetting(field, values[field.key]);
      return message === null ? [] : [[field.key, message]];
    });
    setWrong(Object.fromEntries(found));
    return Object.fromEntries(found);
  }

  function save(onSaved: () => void, overTheirs = false): void {
    const [first] = Object.keys(check());
    if (first !== undefined) {
      document.querySelector<HTMLElement>(`[data-setting="${first}"] :is(input, select, textarea)`)?.focus();
      return;
    }
    // A pause makes a new version too, and differs in no setting.
    const { version } = overTheirs || differing.length === 0 ? installation : saved;
    const settings = Object.fromEntries(changed.map((key) => [key, entered[key]]));
    update.mutate(
      { settings, version },
      {
        onSuccess: () => {
          setEntered({});
          setConflict(false);
          onSaved();
        },
        onError: fail,
      },
    );
  }

  function fail(error: Error): void {
    const problem = error instanceof Problem ? error : null;
    if (problem?.error === "VERSION_CONFLICT") {
      setConflict(true);
      return;
    }
    const own = (problem?.details ?? []).flatMap(({ path, message }): [string, string][] => {
      const key = path.replace(/^settings\./, "");
      return fields.some((field) => field.key === key) ? [[key, message]] : [];
    });
    setWrong(Object.fromEntries(own));
    setRefused(own.length > 0 ? null : error.message);
  }

  return {
    values,
    set,
    errors: wrong,
    block: (key, message) =>
      setBlocked(({ [key]: _old, ...rest }) => (message === null ? rest : { ...rest, [key]: message })),
    isShown,
    changed,
    entered,
    saving: update.isPending,
    refused,
    conflict: conflict ? differing.map(({ label }) => label) : null,
    save,
    discard: () => {
      setEntered({});
      setWrong({});
      setRefused(null);
      setConflict(false);
    },
  };
}
