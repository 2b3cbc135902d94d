# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What build-aux/run and build-aux/test share: packages, build folders, private session buses.
# To be sourced by bash, from the top of the checkout.

say ()
{
  printf '%s\n' "$*" >&2
}

die ()
{
  say "$@"
  exit 1
}

# Sets the array $packages for the distribution family $1 and the purpose $2 (run or test).
list_packages ()
{
  case $1 in
    debian)
      packages=(gcc libc6-dev meson ninja-build gettext desktop-file-utils
                libgtk-4-dev libglib2.0-dev libsqlite3-dev
                libgtk-4-bin adwaita-icon-theme librsvg2-common
                dconf-gsettings-backend dbus)
      if [ "$2" = test ]; then
        packages+=(xvfb xauth xdotool at-spi2-core python3-pyatspi python3-gi
                   appstream sqlite3)
      fi
      font=fonts-cantarell
      ;;
    fedora)
      packages=(gcc glibc-devel meson ninja-build gettext desktop-file-utils
                gtk4-devel glib2-devel sqlite-devel
                gtk4 adwaita-icon-theme librsvg2
                dconf dbus-daemon)
      if [ "$2" = test ]; then
        packages+=(xorg-x11-server-Xvfb xorg-x11-xauth xdotool at-spi2-core
                   python3-pyatspi python3-gobject appstream sqlite
                   libasan libubsan)
      fi
      font=abattis-cantarell-fonts
      ;;
    arch)
      packages=(gcc meson ninja pkgconf gettext desktop-file-utils
                gtk4 glib2-devel sqlite
                adwaita-icon-theme librsvg
                dconf dbus)
      if [ "$2" = test ]; then
        packages+=(xorg-server-xvfb xorg-xauth xdotool at-spi2-core
                   python-atspi python-gobject appstream)
      fi
      font=cantarell-fonts
      ;;
  esac

  if ! command -v fc-list >/dev/null || [ -z "$(fc-list 2>/dev/null | head -n 1)" ]; then
    packages+=("$font")
  fi
}

# debian, fedora, arch, or nothing when the distribution is another one.
distribution_family ()
{
  (
    ID='' ID_LIKE=''
    # shellcheck source=/dev/null
    [ ! -r /etc/os-release ] || . /etc/os-release
    for id in $ID $ID_LIKE; do
      case $id in
        debian|ubuntu) echo debian; break ;;
        fedora|rhel) echo fedora; break ;;
        arch) echo arch; break ;;
      esac
    done
  )
}

# Sets the array $missing to those of $packages that are not installed.
find_missing ()
{
  local installed package

  missing=()
  case $1 in
    debian)
      # shellcheck disable=SC2016
      installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null || true)
      for package in "${packages[@]}"; do
        case $'\n'$installed$'\n' in
          *$'\n'"installed $package"$'\n'*) ;;
          *) missing+=("$package") ;;
        esac
      done
      ;;
    fedora)
      mapfile -t missing < <(LC_ALL=C rpm -q --whatprovides "${packages[@]}" |
                             sed -n 's/^no package provides //p')
      ;;
    arch)
      mapfile -t missing < <(pacman -T "${packages[@]}" || true)
      ;;
  esac
}

# Runs "$@" as root.
as_root ()
{
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

apt_install ()
{
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y)

  # A fresh container has no package lists at all; elsewhere they may be too old to fetch from.
  if ! compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null; then
    as_root "${apt[@]}" update || return
    as_root "${apt[@]}" install --no-install-recommends "$@"
  else
    as_root "${apt[@]}" install --no-install-recommends "$@" ||
      { as_root "${apt[@]}" update &&
        as_root "${apt[@]}" install --no-install-recommends "$@"; }
  fi
}

pacman_install ()
{
  if compgen -G '/var/lib/pacman/sync/*.db' >/dev/null; then
    as_root pacman -S --needed --noconfirm "$@"
  else
    as_root pacman -Syu --needed --noconfirm "$@"
  fi
}

# Installs what is missing for the purpose $1 (run or test).
install_packages ()
{
  local family command packages missing font

  family=$(distribution_family)
  if [ -z "$family" ]; then
    require_tools
    return
  fi

  list_packages "$family" "$1"
  find_missing "$family"
  [ ${#missing[@]} -gt 0 ] || return 0

  case $family in
    debian) command='apt-get install' ;;
    fedora) command='dnf install' ;;
    arch) command='pacman -S' ;;
  esac

  say "These packages are needed and not installed:"
  say "  ${missing[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null ||
       { [ ! -t 0 ] && ! sudo -n true 2>/dev/null; }; then
      say "They can be installed only by the administrator. Run this command, then try again:"
      say "  sudo $command ${missing[*]}"
      exit 1
    fi
    say "Installing them with sudo $command."
  else
    say "Installing them with $command."
  fi

  case $family in
    debian) apt_install "${missing[@]}" ;;
    fedora) as_root dnf -y install "${missing[@]}" ;;
    arch) pacman_install "${missing[@]}" ;;
  esac >&2 || die "The packages could not be installed, so nothing was built. The lines above say why."
}

# For other distributions: names what is missing instead of installing it.
require_tools ()
{
  local tool module absent=()

  for tool in cc meson ninja msgfmt pkg-config glib-compile-resources glib-compile-schemas; do
    command -v "$tool" >/dev/null || absent+=("$tool")
  done
  if command -v pkg-config >/dev/null; then
    for module in 'gtk4 >= 4.8' 'glib-2.0 >= 2.74' 'sqlite3 >= 3.40'; do
      pkg-config --exists "$module" || absent+=("the headers of $module")
    done
  fi

  [ ${#absent[@]} -gt 0 ] || return 0
  say "The packages of this distribution are not known here. Please install what provides:"
  printf '  %s\n' "${absent[@]}" >&2
  exit 1
}

# configure FOLDER OPTIONS...: sets a build folder up, again only if the options or the place of
# the checkout changed.
configure ()
{
  local folder=$1 wanted stamp
  shift
  wanted="$PWD $*"
  stamp=$folder/.lightframe-options

  if [ -f "$folder/build.ninja" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    return 0
  fi

  # A folder that was set up with other options keeps what fits; one set up only in part is begun
  # anew.
  if [ -f "$folder/build.ninja" ]; then
    meson setup --reconfigure "$folder" "$@" || return
  else
    rm -rf "$folder"
    meson setup "$folder" "$@" || return
  fi
  printf '%s\n' "$wanted" >"$stamp"
}

# Starts a session bus that lasts as long as this script. Sets $bus_pid and exports its address.
# (dbus-run-session would keep signals from the program it runs.)
start_bus ()
{
  local address fd

  # Ctrl+C is for the program on the bus; the bus is ended after it.
  exec {fd}< <(trap '' INT; exec dbus-daemon --session --nofork --nopidfile --print-address=1 2>/dev/null)
  bus_pid=$!
  IFS= read -r -t 10 address <&"$fd" || return 1
  exec {fd}<&-
  export DBUS_SESSION_BUS_ADDRESS=$address
}

# Ends the process $1, which this script started.
stop ()
{
  local i

  [ -n "$1" ] || return 0
  kill -TERM "$1" 2>/dev/null || return 0
  for ((i = 0; i < 50; i++)); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.02
  done
  kill -KILL "$1" 2>/dev/null || true
}
